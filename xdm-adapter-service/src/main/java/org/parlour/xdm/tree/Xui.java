package org.parlour.xdm.tree;

import java.util.Optional;
import org.parlour.protocol.address.ImAddress;

/// Names of users in URIs (RFC 4825 §6.2): their addresses, with or without `sip:`.
public final class Xui {
  private Xui() {}

  /// @return the canonical address; empty when it is none
  public static Optional<ImAddress> user(String xui) {
    boolean schemed = xui.startsWith("sip:") || xui.startsWith("sips:") || xui.startsWith("tel:");
    try {
      return Optional.of(ImAddress.parse(schemed ? xui : "sip:" + xui).canonical());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
