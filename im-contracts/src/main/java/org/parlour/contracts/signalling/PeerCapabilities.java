package org.parlour.contracts.signalling;

import java.util.Set;

/// What a peer said it can do.
///
/// @param allow methods, upper case; empty when it did not say
/// @param supported option tags, lower case
/// @param require option tags, lower case; only such as we support
public record PeerCapabilities(Set<String> allow, Set<String> supported, Set<String> require) {
  public static final PeerCapabilities UNKNOWN = new PeerCapabilities(Set.of(), Set.of(), Set.of());

  public PeerCapabilities {
    allow = Set.copyOf(allow);
    supported = Set.copyOf(supported);
    require = Set.copyOf(require);
  }
}
