package org.parlour.conference.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parlour.support.problem.Problem;

/// What participants are offered (clause 7.2.2.6); at least one of size and types.
///
/// @param participant as the roster shows it; null for everybody
/// @param maxSize octets that a message may have, 1 or more; null to leave it
/// @param acceptTypes media types, `*` and `text/*` included; null or empty to leave them
record MediaChange(
    @Schema(example = "sip:bob@example.org") @Nullable String participant,
    @Schema(example = "65536") @Nullable Long maxSize,
    @Schema(example = "[\"message/cpim\", \"text/plain\"]") @Nullable List<String> acceptTypes) {
  private static final int MOST_TYPES = 50;
  private static final Pattern TYPE =
      Pattern.compile("\\*|[a-z0-9!#$&^_.+-]{1,64}/(?:\\*|[a-z0-9!#$&^_.+-]{1,64})");

  /// @throws RuntimeException 400, when it makes no sense
  MediaChange checked() {
    List<String> types = types();
    if (maxSize == null && types.isEmpty()) {
      throw Problem.invalid("maxSize, acceptTypes: absent (expected: one of them or both)");
    }
    if (maxSize != null && maxSize < 1) {
      throw Problem.invalid("maxSize: " + maxSize + " (expected: 1 or more)");
    }
    if (types.size() > MOST_TYPES || !types.stream().allMatch(t -> TYPE.matcher(t).matches())) {
      throw Problem.invalid("acceptTypes: " + types + " (expected: up to 50 media types)");
    }
    return this;
  }

  /// In lower case.
  List<String> types() {
    return acceptTypes == null
        ? List.of()
        : acceptTypes.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
  }
}
