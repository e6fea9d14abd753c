package org.parlour.mswitch.config;

import java.net.Inet6Address;
import java.net.InetAddress;

/// To which addresses the switch opens connections.
public enum ConnectOut {
  /// To none: we answer `passive`.
  OFF,
  /// To this machine only: for tests and laptops.
  LOOPBACK,
  /// To the world, never to private, link-local, loopback or multicast addresses.
  PUBLIC;

  /// Whether `address` may be connected to.
  public boolean permits(InetAddress address) {
    return switch (this) {
      case OFF -> false;
      case LOOPBACK -> address.isLoopbackAddress();
      case PUBLIC ->
          !address.isLoopbackAddress()
              && !address.isAnyLocalAddress()
              && !address.isLinkLocalAddress()
              && !address.isSiteLocalAddress()
              && !address.isMulticastAddress()
              && !isUniqueLocal(address)
              && !isShared(address);
    };
  }

  /// fc00::/7, RFC 4193.
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }

  /// 100.64.0.0/10, RFC 6598.
  private static boolean isShared(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
  }
}
