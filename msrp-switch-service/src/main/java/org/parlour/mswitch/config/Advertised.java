package org.parlour.mswitch.config;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchAddress;

/// What clients are told to connect to.
public final class Advertised {
  private static final int MOST = 65_535;

  private Advertised() {}

  /// Reads `host:port`; an IPv6 address stands in brackets.
  ///
  /// @throws IllegalArgumentException with the reason
  public static SwitchAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port > 0 && port <= MOST) {
        return new SwitchAddress(text.substring(0, colon), port);
      }
    }
    throw new IllegalArgumentException(text + " (expected: host:port)");
  }

  /// @param configured as `host:port`; null when nothing is
  /// @param port that is bound; 0 when none is
  /// @return null when nothing is bound
  public static @Nullable SwitchAddress of(@Nullable String configured, String host, int port) {
    if (port == 0) {
      return null;
    }
    return configured == null ? new SwitchAddress(host, port) : parse(configured);
  }
}
