package org.parlour.interop.conformance;

import java.util.Arrays;
import java.util.List;

/// One row of `docs/spec/requirements.md`.
///
/// @param level M, S, O or I
record Requirement(String id, List<String> roles, String level, String text) {
  private static final int SHORT = 140;

  /// The functions that the row is about: a participating function's two sides are one.
  static List<String> roles(String cell) {
    return Arrays.stream(cell.split(","))
        .map(String::strip)
        .map(role -> role.startsWith("PF") ? "PF" : role)
        .distinct()
        .toList();
  }

  /// The first sentence, or as much of it as fits on a line.
  String shortText() {
    int end = text.indexOf(". ");
    String sentence = end < 0 ? text : text.substring(0, end + 1);
    if (sentence.length() <= SHORT) {
      return sentence;
    }
    return sentence.substring(0, sentence.lastIndexOf(' ', SHORT)) + " …";
  }
}
