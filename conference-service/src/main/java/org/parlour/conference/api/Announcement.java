package org.parlour.conference.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parlour.support.problem.Problem;

/// @param text 1 to 2,000 characters
record Announcement(
    @Schema(example = "Maintenance at noon, please finish", maxLength = 2000)
        @Nullable String text) {
  private static final int LONGEST = 2000;

  /// @throws RuntimeException 400, when there is nothing to say or too much
  String checked() {
    if (text == null || text.isBlank() || text.length() > LONGEST) {
      throw Problem.invalid(
          "text: "
              + (text == null ? 0 : text.length())
              + " characters (expected: 1 to "
              + LONGEST
              + ", not blank)");
    }
    return text;
  }
}
