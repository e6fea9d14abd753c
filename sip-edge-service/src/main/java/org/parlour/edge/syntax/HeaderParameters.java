package org.parlour.edge.syntax;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The `;name=value` parameters of a header value: names in lower case, quoted values unquoted, the
/// first of several of one name. Immutable.
public final class HeaderParameters {
  public static final HeaderParameters NONE = new HeaderParameters(Map.of());

  private final Map<String, String> values;

  private HeaderParameters(Map<String, String> values) {
    this.values = values;
  }

  /// Reads `;a=b;c` from `from` on.
  public static HeaderParameters parse(String text, int from) {
    if (text.indexOf(';', from) < 0) {
      return NONE;
    }
    Map<String, String> values = new LinkedHashMap<>();
    int position = from;
    while (position < text.length()) {
      int end = end(text, position);
      add(values, text.substring(position, end).strip());
      position = end + 1;
    }
    return new HeaderParameters(values);
  }

  private static int end(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  private static void add(Map<String, String> values, String parameter) {
    if (parameter.isEmpty()) {
      return;
    }
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals).strip();
    String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
    values.putIfAbsent(name.toLowerCase(Locale.ROOT), unquote(value));
  }

  private static String unquote(String value) {
    if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 1; i < value.length() - 1; i++) {
      if (value.charAt(i) == '\\' && i + 1 < value.length() - 1) {
        i++;
      }
      text.append(value.charAt(i));
    }
    return text.toString();
  }

  /// The value, empty text for a parameter without one.
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// The names, in lower case, in order.
  public Iterable<String> names() {
    return values.keySet();
  }
}
