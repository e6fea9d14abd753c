package org.parlour.xdm.audit;

import org.parlour.xdm.xcap.DocumentSelector;

/// Whoever else has to know of every change.
@FunctionalInterface
public interface ChangeListener {
  /// Called in the transaction of the change.
  ///
  /// @param version after the change, also where it was a deletion
  /// @param present whether there is a document now
  void changed(DocumentSelector document, long version, boolean present);
}
