package org.parlour.protocol.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes a document piece by piece; whatever is not markup of the caller's own is escaped.
/// Characters that XML 1.0 cannot hold become U+FFFD.
///
/// Not thread-safe.
public final class XmlText {
  private static final char REPLACEMENT = '\ufffd';

  private final StringBuilder text = new StringBuilder(1024);

  public XmlText() {
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /// Markup, as it is.
  public XmlText raw(String markup) {
    text.append(markup);
    return this;
  }

  /// ` name="value"`, nothing when `value` is null.
  public XmlText attribute(String name, @Nullable String value) {
    if (value != null) {
      text.append(' ').append(name).append("=\"");
      escape(value);
      text.append('"');
    }
    return this;
  }

  /// `<name>value</name>`, nothing when `value` is null.
  public XmlText element(String name, @Nullable String value) {
    if (value != null) {
      text.append('<').append(name).append('>');
      escape(value);
      text.append("</").append(name).append('>');
    }
    return this;
  }

  public byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
        default -> {
          if (isXml(c)) {
            text.appendCodePoint(c);
          } else {
            text.append(REPLACEMENT);
          }
        }
      }
    }
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
  }
}
