package org.parlour.edge.syntax;

/// CSeq (RFC 3261 §20.16): a number below 2^31 and a method.
public record CSeqValue(long number, String method) {
  private static final long LIMIT = 1L << 31;
  private static final int MOST_DIGITS = 10;

  /// @throws SyntaxException when it is none
  public static CSeqValue parse(String text) throws SyntaxException {
    String value = text.strip();
    int end = 0;
    while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
      end++;
    }
    String method = value.substring(end).strip();
    if (end == 0 || end > MOST_DIGITS || !Tokens.isToken(method) || value.charAt(end) > ' ') {
      throw new SyntaxException("CSeq", text, "a number and a method");
    }
    long number = Long.parseLong(value.substring(0, end));
    if (number >= LIMIT) {
      throw new SyntaxException("CSeq", text, "a number below 2147483648");
    }
    return new CSeqValue(number, method);
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
