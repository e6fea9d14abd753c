package org.parlour.msrp.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The methods of RFC 4975, RFC 4976 and RFC 7701.
public enum MsrpMethod {
  SEND,
  REPORT,
  NICKNAME,
  AUTH,
  /// A method of somebody newer than us: answered with 501.
  UNKNOWN;

  private final byte[] token = name().getBytes(StandardCharsets.US_ASCII);

  /// The method's name on the wire. A new array.
  public byte[] token() {
    return token.clone();
  }

  /// Reads a method of a start line: upper-case letters.
  ///
  /// @return null when it is none
  public static @Nullable MsrpMethod parse(String token) {
    boolean valid = !token.isEmpty() && token.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    return valid ? of(token) : null;
  }

  /// Methods are case-sensitive.
  public static MsrpMethod of(String token) {
    return switch (token) {
      case "SEND" -> SEND;
      case "REPORT" -> REPORT;
      case "NICKNAME" -> NICKNAME;
      case "AUTH" -> AUTH;
      default -> UNKNOWN;
    };
  }
}
