package org.parlour.xdm.xml;

/// What may stand between the quotes of an attribute (XML 1.0 §2.3 `AttValue`).
public final class AttributeValue {
  private AttributeValue() {}

  /// The value that `raw` stands for (§3.3.3).
  ///
  /// @throws IllegalArgumentException when it cannot stand between quotes of any kind
  public static String of(String raw) {
    boolean unquotable = raw.indexOf('"') >= 0 && raw.indexOf('\'') >= 0;
    if (raw.indexOf('<') >= 0 || unquotable || !raw.codePoints().allMatch(XmlCharacters::isXml)) {
      throw new IllegalArgumentException("attribute value: with < or both quotes (expected: none)");
    }
    return StartTagReader.normalised(raw);
  }

  /// `raw` in quotes of the kind that it does not hold.
  public static String quoted(String raw) {
    char quote = raw.indexOf('"') >= 0 ? '\'' : '"';
    return quote + raw + quote;
  }

  /// `value` so that it can stand between double quotes.
  public static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\t", "&#9;")
        .replace("\n", "&#10;")
        .replace("\r", "&#13;");
  }
}
