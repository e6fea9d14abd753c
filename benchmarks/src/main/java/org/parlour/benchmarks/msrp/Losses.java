package org.parlour.benchmarks.msrp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;

/// How often the switch told the focus that it lost a leg, and why.
///
/// @param counts by cause and number of the leg
record Losses(Map<Loss, Long> counts) {
  /// @param leg its number within its session
  record Loss(Cause cause, int leg) implements Comparable<Loss> {
    @Override
    public int compareTo(Loss other) {
      int causes = cause.compareTo(other.cause);
      return causes != 0 ? causes : Integer.compare(leg, other.leg);
    }

    @Override
    public String toString() {
      return cause + "/" + leg;
    }
  }

  /// For [#parse].
  String line() {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  static Losses parse(String line) {
    Map<Loss, Long> counts = new TreeMap<>();
    for (String each : Words.of(line)) {
      String[] parts = each.split("[/=]");
      counts.put(
          new Loss(Cause.valueOf(parts[0]), Integer.parseInt(parts[1])), Long.parseLong(parts[2]));
    }
    return new Losses(counts);
  }

  /// A leg that reads all the time must not be lost.
  void into(int legs, Map<String, String> figures, List<String> violations) {
    for (Cause cause : Cause.values()) {
      long count =
          counts.entrySet().stream()
              .filter(each -> each.getKey().cause() == cause)
              .mapToLong(Map.Entry::getValue)
              .sum();
      figures.put("legs lost: " + cause, Long.toString(count));
    }
    counts.forEach(
        (loss, count) -> {
          if (LegHabit.isSteady(loss.leg(), legs)) {
            violations.add("legs that stay were lost: " + loss + ", " + count + " times");
          }
        });
  }
}
