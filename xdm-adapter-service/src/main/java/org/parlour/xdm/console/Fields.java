package org.parlour.xdm.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Fields of a form as a browser sends them.
final class Fields {
  private Fields() {}

  /// With line ends as they were in the page: browsers send others.
  ///
  /// @return empty for a field that was not sent
  static String text(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "").replace("\r\n", "\n");
  }

  /// What a field shows.
  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /// @param name stands before the reason in a [Problem]
  /// @return null for an empty field
  static @Nullable Integer number(String name, String text) {
    try {
      return text.isBlank() ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, name + ": " + text + " (expected: a number, or nothing)", e);
    }
  }
}
