package org.parlour.xdm.xml;

/// Where pieces of markup end that are no tags.
final class Markup {
  private Markup() {}

  static boolean isTag(String text, int start) {
    char next = text.charAt(start + 1);
    return next != '!' && next != '?';
  }

  /// Behind the comment, section or instruction that begins at `start`.
  static int endOf(String text, int start) {
    if (text.startsWith("<!--", start)) {
      return after(text, "-->", start + "<!--".length());
    }
    return after(text, text.charAt(start + 1) == '?' ? "?>" : "]]>", start);
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    if (found < 0) {
      throw new IndexOutOfBoundsException("markup: without an end (expected: " + end + ")");
    }
    return found + end.length();
  }
}
