package org.parlour.xdm.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of one group of an import, or would become of it.
///
/// @param problem why it was refused
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResult(int row, @Nullable String uri, Outcome outcome, @Nullable String problem) {

  /// How it ended.
  enum Outcome {
    CREATED,
    REPLACED,
    REFUSED;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static ImportResult refused(ImportRow row, @Nullable String problem) {
    return new ImportResult(
        row.number(), row.group() == null ? null : row.group().uri(), Outcome.REFUSED, problem);
  }
}
