package org.parlour.edge.transport;

import java.util.Locale;
import java.util.Optional;

/// The transports that we speak.
public enum Protocol {
  UDP,
  TCP;

  /// As in `;transport=` and in the names that JAIN-SIP uses.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean reliable() {
    return this == TCP;
  }

  /// Empty for a transport that we do not speak.
  public static Optional<Protocol> of(String token) {
    return switch (token.toLowerCase(Locale.ROOT)) {
      case "udp" -> Optional.of(UDP);
      case "tcp" -> Optional.of(TCP);
      default -> Optional.empty();
    };
  }
}
