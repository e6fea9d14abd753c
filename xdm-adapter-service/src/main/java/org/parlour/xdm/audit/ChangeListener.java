package org.parlour.xdm.audit;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.DocumentSelector;

/// Whoever else has to know of every change.
@FunctionalInterface
public interface ChangeListener {
  /// Called in the transaction of the change.
  ///
  /// @param group whose document it is, canonical; null for another document
  /// @param version after the change, also where it was a deletion
  /// @param present whether there is a document now
  void changed(DocumentSelector document, @Nullable ImAddress group, long version, boolean present);
}
