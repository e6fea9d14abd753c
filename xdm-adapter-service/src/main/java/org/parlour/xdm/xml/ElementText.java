package org.parlour.xdm.xml;

/// Reads the text right in an element: what stands between its children, without comments and
/// instructions.
final class ElementText {
  private static final String CDATA = "<![CDATA[";

  private ElementText() {}

  static String of(String document, XmlElement element) {
    StringBuilder text = new StringBuilder();
    int at = element.contentStart();
    for (XmlElement child : element.children()) {
      append(text, document, at, child.start());
      at = child.end();
    }
    append(text, document, at, element.contentEnd());
    return text.toString();
  }

  private static void append(StringBuilder text, String document, int from, int to) {
    int at = from;
    while (at < to) {
      int markup = document.indexOf('<', at);
      if (markup < 0 || markup >= to) {
        characters(text, document, at, to);
        return;
      }
      characters(text, document, at, markup);
      at = Markup.endOf(document, markup);
      if (document.startsWith(CDATA, markup)) {
        text.append(lines(document.substring(markup + CDATA.length(), at - "]]>".length())));
      }
    }
  }

  private static void characters(StringBuilder text, String document, int from, int to) {
    text.append(References.resolve(lines(document.substring(from, to))));
  }

  /// XML 1.0 §2.11.
  private static String lines(String raw) {
    return raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
  }
}
