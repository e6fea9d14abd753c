package org.parlour.benchmarks.msrp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much is measured.
///
/// @param runs of each row and server
/// @param seconds of a run
/// @param warmUp seconds of each row, before
/// @param only words of which a row's name has one; empty: every row
/// @param profile where the switch's flight recording goes, `%p` for its process; null for none
/// @param writes whether the results are kept: those of the whole table are
record Options(
    int runs,
    double seconds,
    double warmUp,
    List<String> only,
    @Nullable String profile,
    boolean writes) {
  private static final Set<String> KNOWN =
      Set.of("--quick", "--runs", "--seconds", "--only", "--profile");

  static Options parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (!KNOWN.contains(parts[0])) {
        throw new IllegalArgumentException(
            argument
                + " (expected: --quick, --runs=N, --seconds=S, --only=WORD,WORD,"
                + " --profile=FILE.jfr)");
      }
      given.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    boolean quick = given.containsKey("--quick");
    String only = given.get("--only");
    String profile = given.get("--profile");
    return new Options(
        Integer.parseInt(given.getOrDefault("--runs", quick ? "1" : "5")),
        Double.parseDouble(given.getOrDefault("--seconds", quick ? "1" : "3")),
        quick ? 1 : 4,
        only == null ? List.of() : List.of(only.split(",")),
        profile,
        !quick && only == null && profile == null);
  }

  boolean wants(Row row) {
    String name = row.name().toLowerCase(Locale.ROOT);
    return only.isEmpty() || only.stream().anyMatch(name::contains);
  }
}
