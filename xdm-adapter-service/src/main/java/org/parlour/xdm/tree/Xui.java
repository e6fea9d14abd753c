package org.parlour.xdm.tree;

import java.util.Optional;
import java.util.regex.Pattern;
import org.parlour.protocol.address.ImAddress;

/// Names of users in URIs (RFC 4825 §6.2): their addresses, with or without `sip:`.
public final class Xui {
  private static final Pattern SCHEMED = Pattern.compile("(?i)(sips?|tel):");

  private Xui() {}

  /// @return the canonical address; empty when it is none
  public static Optional<ImAddress> user(String xui) {
    try {
      return Optional.of(
          ImAddress.parse(SCHEMED.matcher(xui).lookingAt() ? xui : "sip:" + xui).canonical());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
