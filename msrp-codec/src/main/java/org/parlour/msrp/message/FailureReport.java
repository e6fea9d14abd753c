package org.parlour.msrp.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which failures a sender wants to hear of, and with it whether a SEND is answered (RFC 4975
/// §7.1.1).
public enum FailureReport {
  /// Every SEND is answered. The default.
  YES,
  /// Only errors are answered.
  PARTIAL,
  /// Nothing is ever answered.
  NO;

  /// The header's value.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads the header's value, in any case (RFC 5234 §2.3). Null when `token` is none of the three.
  public static @Nullable FailureReport of(String token) {
    return switch (token.toLowerCase(Locale.ROOT)) {
      case "yes" -> YES;
      case "partial" -> PARTIAL;
      case "no" -> NO;
      default -> null;
    };
  }
}
