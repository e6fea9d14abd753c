package org.parlour.client.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImClient;
import org.parlour.protocol.address.ImAddress;

/// Sends pager messages to groups on schedule and waits until every other member has each of them.
/// [#run] blocks the calling thread.
public final class PagerRun implements AutoCloseable {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final PagerPlan plan;
  private final Crowd crowd;
  private final List<ImClient> users = new ArrayList<>();
  private final Map<Long, Sent> open = new ConcurrentHashMap<>();
  private final Histogram answers = new ConcurrentHistogram(LONGEST_NANOS, 3);
  private final Histogram copies = new ConcurrentHistogram(LONGEST_NANOS, 3);
  private final Map<String, Long> failures = new ConcurrentHashMap<>();

  private PagerRun(PagerPlan plan, Crowd crowd) {
    this.plan = plan;
    this.crowd = crowd;
  }

  /// A message that is not everywhere yet.
  ///
  /// @param missing the members who do not have it; concurrent
  private record Sent(long nanos, Set<String> missing) {}

  /// Opens the connections and registers the members. The groups exist.
  ///
  /// @throws Exception when the core cannot be reached or a user cannot register
  public static PagerRun prepare(PagerPlan plan, LoadAccess access) throws Exception {
    PagerRun run = new PagerRun(plan, Crowd.connect(access, plan.connections()));
    try {
      for (int group = 0; group < plan.groups().size(); group++) {
        for (String name : plan.members(group)) {
          run.users.add(run.crowd.add(name, event -> run.happened(name, event)));
        }
      }
      run.crowd.register();
      return run;
    } catch (Exception e) {
      run.close();
      throw e;
    }
  }

  /// Sends everything and waits for the last copy, as long as the patience goes.
  public List<String> run(Consumer<String> out) throws InterruptedException {
    ProcessUsage usage = ProcessUsage.begin(plan.pids());
    long begun = System.nanoTime();
    long messages = plan.messages();
    long latest = 0;
    for (long i = 0; i < messages; i++) {
      long due = begun + (long) (i * 1e9 / plan.rate());
      Pace.until(due);
      latest = Math.max(latest, System.nanoTime() - due);
      send(i);
    }
    out.accept(messages + " messages sent, waiting for the last copies");
    Pace.until(open::isEmpty, System.nanoTime() + plan.patience().toNanos());
    return report(messages, System.nanoTime() - begun, latest, usage);
  }

  /// Groups take turns, and in each its members.
  private void send(long number) {
    int group = (int) (number % plan.groups().size());
    int member = (int) (number / plan.groups().size() % plan.members());
    Set<String> missing = ConcurrentHashMap.newKeySet();
    missing.addAll(plan.members(group));
    ImClient sender = users.get(group * plan.members() + member);
    missing.remove(sender.options().user().user());
    ImAddress target = plan.groups().get(group);
    long now = System.nanoTime();
    open.put(number, new Sent(now, missing));
    sender
        .sendPager(target, PagerText.of(number))
        .whenComplete((answered, failure) -> answered(number, now, failure));
  }

  private void answered(long number, long sent, @Nullable Throwable failure) {
    if (failure == null) {
      answers.recordValue(Math.clamp(System.nanoTime() - sent, 0, LONGEST_NANOS));
    } else {
      open.remove(number);
      failures.merge("message: " + LoadSession.causeOf(failure), 1L, Long::sum);
    }
  }

  private void happened(String name, ClientEvent event) {
    if (!(event instanceof ClientEvent.PagerReceived received)) {
      return;
    }
    long number = PagerText.number(new String(received.body(), StandardCharsets.UTF_8));
    if (number < 0) {
      return;
    }
    Sent sent = open.get(number);
    if (sent == null || !sent.missing().remove(name)) {
      failures.merge("a copy came twice or late", 1L, Long::sum);
      return;
    }
    copies.recordValue(Math.clamp(System.nanoTime() - sent.nanos(), 0, LONGEST_NANOS));
    if (sent.missing().isEmpty()) {
      open.remove(number);
    }
  }

  private List<String> report(long messages, long nanos, long latest, ProcessUsage usage) {
    List<String> lines = new ArrayList<>();
    lines.add(
        LoadReport.format(
            "planned    %.1f messages/s for %d s, to %d groups of %d",
            plan.rate(), plan.duration().toSeconds(), plan.groups().size(), plan.members()));
    long lost = open.values().stream().mapToLong(sent -> sent.missing().size()).sum();
    lines.add(
        LoadReport.format(
            "messages   %d sent, %d copies received, %d lost (all after %.1f s)",
            messages, copies.getTotalCount(), lost, nanos / 1e9));
    lines.add("answers    " + Percentiles.of(answers) + "  (MESSAGE sent to 2xx received)");
    lines.add("copies     " + Percentiles.of(copies) + "  (MESSAGE sent to copy received)");
    lines.add(LoadReport.format("generator  at most %.1f ms late", latest / 1e6));
    usage.describe().lines().forEach(line -> lines.add("usage      " + line));
    new TreeMap<>(failures)
        .forEach(
            (cause, count) -> lines.add(LoadReport.format("failed     %d x %s", count, cause)));
    return lines;
  }

  /// After [#run]: nothing failed, nothing is missing, nothing came twice.
  public boolean isClean() {
    return open.isEmpty() && failures.isEmpty() && copies.getTotalCount() > 0;
  }

  @Override
  public void close() {
    crowd.close();
  }
}
