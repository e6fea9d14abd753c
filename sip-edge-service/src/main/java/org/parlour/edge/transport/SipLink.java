package org.parlour.edge.transport;

import java.net.InetSocketAddress;

/// Where a message came from, and the way back: a TCP connection, or the remote address of a
/// datagram. Thread-safe.
public interface SipLink {
  Protocol protocol();

  InetSocketAddress remote();

  /// Our listening port that this link belongs to: it tells the role.
  int localPort();

  /// False for a connection that is closed; a datagram link is always open.
  boolean isOpen();

  /// Sends one message; never blocks. Takes ownership of `message`.
  void send(byte[] message, SendOutcome outcome);

  /// Closes a connection whose stream lost its framing, after what was sent; nothing for others.
  void finish();
}
