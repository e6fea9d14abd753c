package org.parlour.client.transport;

import java.net.InetSocketAddress;
import org.parlour.client.sip.SipMessage;

/// A way to one peer: a TCP connection, or a UDP socket and a remote address.
public sealed interface SipFlow permits TcpFlow, UdpFlow {
  /// `TCP` or `UDP`.
  String transport();

  InetSocketAddress local();

  InetSocketAddress remote();

  /// Whether sending can still succeed; always true for UDP.
  boolean isOpen();

  /// Writes the message; it leaves with everything else of the same turn of the event loop. A
  /// message for a closed flow is dropped. Thread: the transport's event loop.
  void send(SipMessage message);

  default boolean reliable() {
    return transport().equals("TCP");
  }
}
