package org.parlour.xdm.xml;

/// Classes of characters.
public final class XmlCharacters {
  private XmlCharacters() {}

  /// Whether XML 1.0 can hold it (§2.2).
  public static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0xd7ff
        || c >= 0xe000 && c <= 0xfffd
        || c >= 0x10000 && c <= Character.MAX_CODE_POINT;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /// Whether `text` is a name without a colon. Characters beyond ASCII are taken as they come: no
  /// element has a name that is none.
  public static boolean isName(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    return isNameStart(first) && text.chars().allMatch(c -> isNamePart((char) c));
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0xc0;
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == 0xb7;
  }

  /// `text` without spaces of XML around it.
  public static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
