package org.parlour.msrp.message;

/// How a piece of a request ends: the continuation flag of its end-line (RFC 4975 §7.1), or none
/// yet.
public enum End {
  /// `$`: the message is complete.
  COMPLETE('$'),
  /// `+`: another chunk of the message follows in another request.
  MORE('+'),
  /// `#`: the sender gave the message up.
  ABORTED('#'),
  /// No end-line yet: the next piece belongs to the same request.
  OPEN('\0');

  private final char flag;

  End(char flag) {
    this.flag = flag;
  }

  /// The flag's octet; 0 for [#OPEN].
  public byte octet() {
    return (byte) flag;
  }

  /// [#OPEN] when `octet` is no flag.
  public static End ofOctet(byte octet) {
    return switch (octet) {
      case '$' -> COMPLETE;
      case '+' -> MORE;
      case '#' -> ABORTED;
      default -> OPEN;
    };
  }
}
