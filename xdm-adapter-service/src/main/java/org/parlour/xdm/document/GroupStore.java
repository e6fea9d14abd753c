package org.parlour.xdm.document;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Keeps groups. Thread-safe.
interface GroupStore extends PublicationStore<Group, GroupContent> {
  Optional<Group> find(ImAddress uri);

  Optional<Group> find(GroupPlace place);

  /// G of the group whose document lies there, without the document.
  Optional<ImAddress> uriAt(GroupPlace place);

  /// The groups in a user's tree, by name.
  List<Group> inTree(String xui);

  /// Groups by URI.
  ///
  /// @param after the last one of the page before, null for the first page
  /// @param text in the URI or the display name, whatever its case; empty for all
  List<Group> list(@Nullable ImAddress after, String text, int limit);
}
