package org.parlour.xdm.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a start tag of a document that is known to be well-formed.
final class StartTagReader {
  private static final Pattern BREAKS = Pattern.compile("\r\n|[\t\n\r]");

  private final String text;
  private final int start;
  private final List<StartTag.Raw> attributes = new ArrayList<>(2);

  /// Few tags declare anything.
  private Map<String, String> declared = Map.of();
  private int at;
  private int attributesEnd;

  /// @param start of `<`
  StartTagReader(String text, int start) {
    this.text = text;
    this.start = start;
    this.at = start + 1;
  }

  StartTag read() {
    String name = name();
    attributesEnd = at;
    while (true) {
      int space = at;
      skipSpace();
      char c = text.charAt(at);
      if (c == '>') {
        return tag(name, at + 1, false);
      }
      if (c == '/') {
        return tag(name, at + 2, true);
      }
      attribute(space);
    }
  }

  private StartTag tag(String name, int end, boolean selfClosing) {
    return new StartTag(name, attributes, declared, start, attributesEnd, end, selfClosing);
  }

  private void attribute(int space) {
    int nameStart = at;
    String name = name();
    skipSpace();
    at++; // =
    skipSpace();
    char quote = text.charAt(at);
    int valueStart = at + 1;
    int valueEnd = text.indexOf(quote, valueStart);
    if (valueEnd < 0) {
      throw new IndexOutOfBoundsException("attribute: without an end");
    }
    String value = normalised(text.substring(valueStart, valueEnd));
    at = valueEnd + 1;
    attributesEnd = at;
    if (name.equals("xmlns")) {
      declare("", value);
    } else if (name.startsWith("xmlns:")) {
      declare(name.substring("xmlns:".length()), value);
    } else {
      attributes.add(new StartTag.Raw(name, value, space, nameStart, valueStart, valueEnd));
    }
  }

  private void declare(String prefix, String namespace) {
    if (declared.isEmpty()) {
      declared = new HashMap<>();
    }
    declared.put(prefix, namespace);
  }

  /// XML 1.0 §3.3.3 for attributes that no document type declares.
  static String normalised(String raw) {
    return References.resolve(hasBreak(raw) ? BREAKS.matcher(raw).replaceAll(" ") : raw);
  }

  private static boolean hasBreak(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) < ' ') {
        return true;
      }
    }
    return false;
  }

  private String name() {
    int from = at;
    while (!endsName(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean endsName(char c) {
    return XmlCharacters.isSpace(c) || c == '=' || c == '/' || c == '>';
  }

  private void skipSpace() {
    while (XmlCharacters.isSpace(text.charAt(at))) {
      at++;
    }
  }
}
