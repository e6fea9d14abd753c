package org.parlour.xdm.tree;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;

/// Where documents of a usage live. Thread-safe; blocks.
public interface DocumentHome {
  Optional<StoredDocument> find(DocumentSelector selector);

  /// Changes a document. No other change of the same document comes in between; what `edit` throws
  /// goes to the caller, and the document stays as it was.
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
}
