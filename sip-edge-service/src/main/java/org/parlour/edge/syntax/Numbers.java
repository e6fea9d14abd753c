package org.parlour.edge.syntax;

/// Unsigned decimal numbers of header values.
public final class Numbers {
  private static final int MOST_DIGITS = 10;

  private Numbers() {}

  /// Reads the digits that `text` begins with; what follows a `;` or blank is ignored.
  ///
  /// @throws SyntaxException when there are none, or the value is above `most`
  public static int parse(String thing, String text, int most) throws SyntaxException {
    String value = text.strip();
    int end = 0;
    while (end < value.length() && Character.isDigit(value.charAt(end))) {
      end++;
    }
    boolean ended = end == value.length() || " \t;(".indexOf(value.charAt(end)) >= 0;
    if (end == 0 || end > MOST_DIGITS || !ended) {
      throw new SyntaxException(thing, text, "0 to " + most);
    }
    long number = Long.parseLong(value.substring(0, end));
    if (number > most) {
      throw new SyntaxException(thing, text, "0 to " + most);
    }
    return (int) number;
  }
}
