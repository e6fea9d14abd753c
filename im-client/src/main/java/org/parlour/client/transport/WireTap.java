package org.parlour.client.transport;

import java.net.InetSocketAddress;

/// Sees every SIP and MSRP message as its bytes stood on the wire. Called on event loops: it must
/// be quick and must not change the bytes.
@FunctionalInterface
public interface WireTap {
  /// Sees nothing, and costs nothing.
  WireTap NONE = frame -> {};

  void saw(Frame frame);

  /// @param outgoing sent by this process
  record Frame(
      Protocol protocol,
      boolean outgoing,
      InetSocketAddress local,
      InetSocketAddress remote,
      byte[] bytes) {}

  enum Protocol {
    SIP,
    MSRP
  }
}
