package org.parlour.edge.transport;

import java.time.Duration;

/// What the transports allow a peer.
///
/// @param maxHead octets of start line and headers
/// @param maxBody octets of a body
/// @param maxConnections TCP connections, both directions together
/// @param idle a TCP connection without traffic is closed after it; zero: never
/// @param connectTimeout for connections that we open
/// @param writeHighWater unsent octets of a connection from which on nothing more is read from it
/// @param writeLimit unsent octets of a connection at which it is closed: the peer does not read
/// @param maxQueued messages read but not yet dealt with; beyond it datagrams are dropped and
///     connections wait
public record SipLimits(
    int maxHead,
    int maxBody,
    int maxConnections,
    Duration idle,
    Duration connectTimeout,
    int writeHighWater,
    int writeLimit,
    int maxQueued) {
  public static final SipLimits DEFAULTS =
      new SipLimits(
          32 * 1024,
          64 * 1024,
          10_000,
          Duration.ofMinutes(30),
          Duration.ofSeconds(3),
          256 * 1024,
          4 * 1024 * 1024,
          2_000);

  public SipLimits {
    check("maxHead", maxHead);
    check("maxBody", maxBody);
    check("maxConnections", maxConnections);
    check("writeHighWater", writeHighWater);
    check("writeLimit", writeLimit - writeHighWater);
    check("maxQueued", maxQueued);
  }

  private static void check(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
