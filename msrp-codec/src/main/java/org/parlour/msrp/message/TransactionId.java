package org.parlour.msrp.message;

/// Names a request and its response on one connection, and ends the request's body.
///
/// @param value 4 to 32 characters: a letter or digit, then letters, digits and `.-+%=`
public record TransactionId(String value) {
  public static final int SHORTEST = 4;
  public static final int LONGEST = 32;

  public TransactionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "transactionId: " + value + " (expected: 4 to 32 of A-Z a-z 0-9 . - + % =)");
    }
  }

  /// Whether `value` is an `ident` of RFC 4975 §9.
  public static boolean isValid(String value) {
    if (value.length() < SHORTEST || value.length() > LONGEST || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && c != '.' && c != '-' && c != '+' && c != '%' && c != '=') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
