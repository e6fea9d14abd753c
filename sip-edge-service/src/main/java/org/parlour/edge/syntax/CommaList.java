package org.parlour.edge.syntax;

import java.util.List;

/// Takes comma-separated header values apart; commas in quoted strings and within `<…>` do not
/// count.
public final class CommaList {
  private CommaList() {}

  /// Adds the elements of `value` to `target`, each without surrounding white space; empty ones are
  /// left out.
  public static void split(String value, List<String> target) {
    if (value.indexOf(',') < 0) {
      add(value, target);
      return;
    }
    int start = 0;
    boolean quoted = false;
    boolean bracketed = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '<') {
        bracketed = true;
      } else if (c == '>') {
        bracketed = false;
      } else if (c == ',' && !bracketed) {
        add(value.substring(start, i), target);
        start = i + 1;
      }
    }
    add(value.substring(start), target);
  }

  private static void add(String element, List<String> target) {
    String stripped = element.strip();
    if (!stripped.isEmpty()) {
      target.add(stripped);
    }
  }
}
