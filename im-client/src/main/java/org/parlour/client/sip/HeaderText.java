package org.parlour.client.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts header values where their grammar allows it: never inside quoted text or angle brackets.
public final class HeaderText {
  private HeaderText() {}

  /// The parts of `value` between `separator`s, stripped, without empty ones.
  public static List<String> split(String value, char separator) {
    if (value.indexOf(separator) < 0) {
      String only = value.strip();
      return only.isEmpty() ? List.of() : List.of(only);
    }
    List<String> parts = new ArrayList<>(4);
    int start = 0;
    while (start <= value.length()) {
      int end = find(value, separator, start);
      String part = value.substring(start, end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      start = end + 1;
    }
    return parts;
  }

  /// What stands before the first `;`, stripped.
  public static String beforeParameters(String value) {
    return value.substring(0, find(value, ';', 0)).strip();
  }

  /// The value of parameter `name` (in any case), unquoted; empty text for one without a value;
  /// null when absent. Parameters inside angle brackets belong to the URI and are not seen.
  public static @Nullable String parameter(String value, String name) {
    int start = find(value, ';', 0);
    while (start < value.length()) {
      int end = find(value, ';', start + 1);
      int equals = value.indexOf('=', start);
      int nameEnd = equals >= 0 && equals < end ? equals : end;
      String found = value.substring(start + 1, nameEnd).strip();
      if (found.equalsIgnoreCase(name)) {
        return nameEnd == end ? "" : unquote(value.substring(nameEnd + 1, end).strip());
      }
      start = end;
    }
    return null;
  }

  /// `value` without the parameter `name`.
  public static String withoutParameter(String value, String name) {
    StringBuilder kept = new StringBuilder(value.length());
    int start = find(value, ';', 0);
    kept.append(value, 0, start);
    while (start < value.length()) {
      int end = find(value, ';', start + 1);
      String part = value.substring(start + 1, end);
      int equals = part.indexOf('=');
      if (!(equals < 0 ? part : part.substring(0, equals)).strip().equalsIgnoreCase(name)) {
        kept.append(';').append(part);
      }
      start = end;
    }
    return kept.toString();
  }

  /// The text of a quoted string without its quotes and escapes; any other text as it is.
  public static String unquote(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
      return text;
    }
    if (text.indexOf('\\') < 0) {
      return text.substring(1, text.length() - 1);
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      plain.append(c == '\\' && i + 1 < text.length() - 1 ? text.charAt(++i) : c);
    }
    return plain.toString();
  }

  public static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// Where `wanted` stands outside of quotes and angle brackets from `from` on, or the length.
  static int find(String value, char wanted, int from) {
    boolean quoted = false;
    boolean bracketed = false;
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == wanted && !bracketed) {
        return i;
      } else if (c == '"') {
        quoted = true;
      } else if (c == '<') {
        bracketed = true;
      } else if (c == '>') {
        bracketed = false;
      }
    }
    return value.length();
  }
}
