package org.parlour.client;

import java.net.InetSocketAddress;

/// Where the SIP/IP core listens and how to talk to it.
public record CoreAddress(InetSocketAddress address, Transport transport) {
  public enum Transport {
    TCP,
    UDP
  }

  public static CoreAddress tcp(InetSocketAddress address) {
    return new CoreAddress(address, Transport.TCP);
  }

  public static CoreAddress udp(InetSocketAddress address) {
    return new CoreAddress(address, Transport.UDP);
  }

  @Override
  public String toString() {
    return address.getHostString() + ":" + address.getPort();
  }
}
