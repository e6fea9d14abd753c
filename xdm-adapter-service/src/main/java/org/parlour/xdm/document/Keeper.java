package org.parlour.xdm.document;

import org.parlour.protocol.address.ImAddress;

/// Who keeps documents instead of this server: they are changed there, and held here. Thread-safe.
public interface Keeper {
  /// Nobody: every document is this server's own.
  Keeper NOBODY =
      new Keeper() {
        @Override
        public void bring(ImAddress uri) {}

        @Override
        public boolean keeps(ImAddress uri, boolean here) {
          return false;
        }
      };

  /// Lets the document be here as the keeper has it, unless what is here was confirmed a short time
  /// ago. Blocks for seconds at most.
  ///
  /// @throws GroupRefused with `UNREACHABLE` when the keeper does not say, and what is here was
  ///     confirmed too long ago
  void bring(ImAddress uri);

  /// Whether the document is the keeper's to change.
  ///
  /// @param here whether there is such a document here
  boolean keeps(ImAddress uri, boolean here);
}
