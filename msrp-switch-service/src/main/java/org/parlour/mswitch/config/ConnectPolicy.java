package org.parlour.mswitch.config;

import java.net.InetAddress;
import java.util.List;

/// To whom the switch opens connections.
///
/// @param out in general
/// @param denied never, whatever `out` says: the networks of the cluster
public record ConnectPolicy(ConnectOut out, List<Network> denied) {
  public ConnectPolicy {
    denied = List.copyOf(denied);
  }

  /// Whether there is anybody.
  public boolean permitsAny() {
    return out != ConnectOut.OFF;
  }

  public boolean permits(InetAddress address) {
    return out.permits(address) && denied.stream().noneMatch(network -> network.holds(address));
  }

  @Override
  public String toString() {
    return out + (denied.isEmpty() ? "" : " without " + denied);
  }
}
