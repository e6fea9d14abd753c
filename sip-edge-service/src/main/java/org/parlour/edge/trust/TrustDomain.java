package org.parlour.edge.trust;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The peers whose identity headers we believe (RFC 3325 §2.3): networks in CIDR notation. Nobody
/// else is served.
public final class TrustDomain {
  private final List<Network> networks;

  private record Network(byte[] address, int bits) {
    boolean holds(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (address[i] != other[i]) {
          return false;
        }
      }
      int rest = bits % 8;
      return rest == 0 || ((address[whole] ^ other[whole]) & 0xff) >>> (8 - rest) == 0;
    }
  }

  /// @param cidrs for example `127.0.0.0/8`; a single address stands for itself
  /// @throws IllegalArgumentException when one is none
  public TrustDomain(List<String> cidrs) {
    networks = cidrs.stream().map(TrustDomain::network).toList();
  }

  private static Network network(String cidr) {
    int slash = cidr.indexOf('/');
    String host = slash < 0 ? cidr : cidr.substring(0, slash);
    if (!host.matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException("trusted peer: " + cidr + " (expected: address/bits)");
    }
    try {
      byte[] address = InetAddress.getByName(host).getAddress();
      int most = address.length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(cidr.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException(
            "trusted peer: " + cidr + " (expected: 0 to " + most + " bits)");
      }
      return new Network(address, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("trusted peer: " + cidr + " (expected: address/bits)", e);
    }
  }

  public boolean trusts(InetAddress peer) {
    byte[] address = peer.getAddress();
    for (Network network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }
}
