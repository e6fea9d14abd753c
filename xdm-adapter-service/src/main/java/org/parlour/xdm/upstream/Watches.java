package org.parlour.xdm.upstream;

import org.parlour.protocol.address.ImAddress;

/// Has the upstream tell of a document's changes, or not any more. Whether it does is told by
/// notices. Does not wait; that it is said again changes nothing.
interface Watches {
  /// The upstream tells nothing.
  Watches NONE =
      new Watches() {
        @Override
        public void want(Kind kind, ImAddress uri) {}

        @Override
        public void drop(ImAddress uri) {}
      };

  void want(Kind kind, ImAddress uri);

  void drop(ImAddress uri);
}
