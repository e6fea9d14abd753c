package org.parlour.xdm.tree;

import java.time.Instant;
import java.util.List;
import org.parlour.xdm.xcap.DocumentSelector;

/// Documents that nobody but their readers has to obey: a change is one transaction of the
/// database.
public interface DocumentStore extends DocumentHome {
  /// What there is in a user's tree, of all usages, by AUID and name.
  List<Entry> list(String xui);

  /// @param size octets
  record Entry(DocumentSelector selector, long version, Instant updated, int size) {}
}
