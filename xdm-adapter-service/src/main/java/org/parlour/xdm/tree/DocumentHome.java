package org.parlour.xdm.tree;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;

/// Where documents of a usage live. Thread-safe; blocks.
public interface DocumentHome {
  Optional<StoredDocument> find(DocumentSelector selector);

  /// What there is in a user's tree, by AUID and name.
  List<Entry> list(String xui);

  /// A document of the global tree as a user may see it; empty when there is none for that user.
  ///
  /// @param user null for another server, which may see all
  default Optional<StoredDocument> view(DocumentSelector selector, @Nullable ImAddress user) {
    return Optional.empty();
  }

  /// A document as it is here, and who may see it; a server that keeps it is not asked.
  default Optional<Shown> shown(DocumentSelector selector) {
    return find(selector).map(document -> new Shown(document.version(), Set.of()));
  }

  /// Changes a document. No other change of the same document comes in between; what `edit` throws
  /// goes to the caller, and the document stays as it was. `edit` may be asked more than once.
  ///
  /// @return the version after the change; of the deletion where it is deleted
  long change(DocumentSelector selector, Edit edit);

  /// What a document becomes.
  @FunctionalInterface
  interface Edit {
    /// @param current null when there is none
    /// @return null when it is to be deleted
    @Nullable XmlDocument apply(@Nullable StoredDocument current);
  }

  /// @param readers canonical; besides the user whose tree it is in, and other servers
  record Shown(long version, Set<ImAddress> readers) {}

  /// @param size octets
  record Entry(DocumentSelector selector, long version, Instant updated, int size) {}
}
