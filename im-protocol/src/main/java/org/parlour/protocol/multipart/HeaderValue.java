package org.parlour.protocol.multipart;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A MIME header value with its parameters: `value;name=token;name="quoted"`. Broken parameters are
/// read as far as they go.
///
/// @param value before the first semicolon, in lower case
/// @param parameters by lower-case name, unquoted; the first of a name counts
record HeaderValue(String value, Map<String, String> parameters) {

  static HeaderValue read(String text) {
    int semicolon = text.indexOf(';');
    String value = semicolon < 0 ? text : text.substring(0, semicolon);
    Map<String, String> parameters = new LinkedHashMap<>();
    int at = semicolon < 0 ? text.length() : semicolon + 1;
    while (at < text.length()) {
      int end = endOfParameter(text, at);
      String parameter = text.substring(at, end);
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquote(parameter.substring(equals + 1).strip()));
      }
      at = end + 1;
    }
    return new HeaderValue(value.strip().toLowerCase(Locale.ROOT), parameters);
  }

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /// The next semicolon outside quotes, or the end.
  private static int endOfParameter(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == ';' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  private static String unquote(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      if (text.charAt(i) == '\\' && i + 2 < text.length()) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }
}
