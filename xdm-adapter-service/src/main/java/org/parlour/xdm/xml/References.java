package org.parlour.xdm.xml;

import java.util.Map;

/// References of documents without a document type: characters by number and the five predefined
/// entities (XML 1.0 §4.1, §4.6).
final class References {
  private static final Map<String, String> PREDEFINED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

  private References() {}

  /// @return `raw` with every reference replaced
  /// @throws IllegalArgumentException when something that begins like one is none
  static String resolve(String raw) {
    int ampersand = raw.indexOf('&');
    if (ampersand < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    int done = 0;
    while (ampersand >= 0) {
      int end = raw.indexOf(';', ampersand);
      if (end < 0) {
        throw new IllegalArgumentException("reference: without an end (expected: ;)");
      }
      text.append(raw, done, ampersand).append(character(raw.substring(ampersand + 1, end)));
      done = end + 1;
      ampersand = raw.indexOf('&', done);
    }
    return text.append(raw, done, raw.length()).toString();
  }

  private static String character(String name) {
    String predefined = PREDEFINED.get(name);
    if (predefined != null) {
      return predefined;
    }
    try {
      if (name.startsWith("#x") && name.charAt(2) != '+' && name.charAt(2) != '-') {
        return checked(Integer.parseInt(name, 2, name.length(), 16));
      }
      if (name.startsWith("#") && name.charAt(1) != '+' && name.charAt(1) != '-') {
        return checked(Integer.parseInt(name, 1, name.length(), 10));
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      // refused below
    }
    throw new IllegalArgumentException("reference: unknown (expected: a character's)");
  }

  private static String checked(int c) {
    if (!XmlCharacters.isXml(c)) {
      throw new IllegalArgumentException("reference: to no character of XML");
    }
    return Character.toString(c);
  }
}
