package org.parlour.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What came of a load.
///
/// @param failures number of failed sessions by cause
/// @param setUp INVITE sent to 200 received, at the initiator
/// @param delivery message sent to message received, each receiver counted
/// @param latestNanos how late the generator itself was at worst
/// @param nanos from the first start to the last end
/// @param usage CPU and memory, for people
public record LoadReport(
    LoadPlan plan,
    long started,
    long succeeded,
    Map<String, Long> failures,
    Percentiles setUp,
    Percentiles delivery,
    long latestNanos,
    long nanos,
    String usage) {
  public LoadReport {
    failures = Map.copyOf(failures);
  }

  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Sessions a second that were started within the planned time and succeeded.
  public double achievedRate() {
    return succeeded / (plan.duration().toNanos() / 1e9);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "planned    %.1f sessions/s for %d s, %d participants, %d message(s) each",
            plan.rate(), plan.duration().toSeconds(), plan.participants(), plan.messages()));
    lines.add(
        format("sessions   %d started, %d succeeded, %d failed", started, succeeded, failed()));
    lines.add(
        format("achieved   %.1f sessions/s (all ended after %.1f s)", achievedRate(), nanos / 1e9));
    lines.add("set-up     " + setUp + "  (INVITE sent to 200 received)");
    lines.add("messages   " + delivery + "  (" + delivery.count() + " deliveries)");
    lines.add(format("generator  at most %.1f ms late", latestNanos / 1e6));
    usage.lines().forEach(line -> lines.add("usage      " + line));
    new TreeMap<>(failures)
        .forEach((cause, count) -> lines.add(format("failed     %d x %s", count, cause)));
    return lines;
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
