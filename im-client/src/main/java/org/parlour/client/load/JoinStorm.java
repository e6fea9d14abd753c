package org.parlour.client.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.parlour.client.ClientEvent;
import org.parlour.client.ImClient;
import org.parlour.client.ImSession;
import org.parlour.client.Rosters;
import org.parlour.client.SessionAttempt;
import org.parlour.protocol.address.ImAddress;

/// Many users join one group within moments, and all of them watch who is there.
public final class JoinStorm implements AutoCloseable {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Plan plan;
  private final Crowd crowd;
  private final List<Joiner> joiners = new ArrayList<>();
  private final Histogram joins = new ConcurrentHistogram(LONGEST_NANOS, 3);
  private final Histogram gaps = new ConcurrentHistogram(LONGEST_NANOS, 3);
  private final AtomicInteger notifies = new AtomicInteger();
  private final Map<String, Long> failures = new ConcurrentHashMap<>();
  private boolean clean;

  private JoinStorm(Plan plan, Crowd crowd) {
    this.plan = plan;
    this.crowd = crowd;
  }

  /// @param group it exists, and everybody may join
  /// @param within the joins are spread evenly over it
  /// @param patience for everybody to see everybody
  public record Plan(
      ImAddress group,
      int participants,
      Duration within,
      int connections,
      Duration patience,
      List<Long> pids) {
    public Plan {
      pids = List.copyOf(pids);
      LoadPlan.check(participants >= 2, "participants", participants, ">= 2");
      LoadPlan.check(connections >= 1, "connections", connections, ">= 1");
    }
  }

  /// @throws Exception when the core cannot be reached or a user cannot register
  public static JoinStorm prepare(Plan plan, LoadAccess access) throws Exception {
    JoinStorm storm = new JoinStorm(plan, Crowd.connect(access, plan.connections()));
    try {
      for (int i = 0; i < plan.participants(); i++) {
        storm.joiners.add(storm.new Joiner(PagerPlan.name(i)));
      }
      storm.crowd.register();
      return storm;
    } catch (Exception e) {
      storm.close();
      throw e;
    }
  }

  /// One user, from joining until everybody is on its roster. Its events come on one event loop.
  private final class Joiner {
    private final ImClient client;
    private volatile @Nullable SessionAttempt attempt;

    /// When the last NOTIFY came; 0 before the first.
    private long notified;

    private volatile boolean seesAll;

    Joiner(String name) throws Exception {
      client = crowd.add(name, this::happened);
    }

    void join() {
      SessionAttempt started = client.join(plan.group());
      attempt = started;
      started
          .answered()
          .thenAccept(nanos -> joins.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS)));
      started
          .session()
          .thenCompose(ImSession::subscribe)
          .whenComplete(
              (subscribed, failure) -> {
                if (failure != null) {
                  failures.merge("join: " + LoadSession.causeOf(failure), 1L, Long::sum);
                }
              });
    }

    private void happened(ClientEvent event) {
      if (event instanceof ClientEvent.RosterChanged changed) {
        long now = System.nanoTime();
        notifies.incrementAndGet();
        if (notified != 0) {
          gaps.recordValue(Math.clamp(now - notified, 0, LONGEST_NANOS));
        }
        notified = now;
        seesAll = Rosters.connected(changed.roster()).size() == plan.participants();
      }
    }

    CompletableFuture<Void> leave() {
      SessionAttempt started = attempt;
      return started == null
          ? CompletableFuture.completedFuture(null)
          : started.session().thenCompose(ImSession::leave);
    }
  }

  /// Joins everybody, waits until everybody sees everybody, and leaves.
  public List<String> run() throws InterruptedException {
    ProcessUsage usage = ProcessUsage.begin(plan.pids());
    long begun = System.nanoTime();
    long step = plan.within().toNanos() / plan.participants();
    for (int i = 0; i < joiners.size(); i++) {
      Pace.until(begun + i * step);
      joiners.get(i).join();
    }
    Pace.until(this::isComplete, System.nanoTime() + plan.patience().toNanos());
    long seen = System.nanoTime() - begun;
    clean = isComplete() && failures.isEmpty();
    List<String> lines = report(seen, usage);
    CompletableFuture<?>[] leaving =
        joiners.stream().map(Joiner::leave).toArray(CompletableFuture[]::new);
    CompletableFuture<Void> left = CompletableFuture.allOf(leaving);
    Pace.until(left::isDone, System.nanoTime() + plan.patience().toNanos());
    return lines;
  }

  private boolean isComplete() {
    return !failures.isEmpty() || joiners.stream().allMatch(joiner -> joiner.seesAll);
  }

  private List<String> report(long nanos, ProcessUsage usage) {
    List<String> lines = new ArrayList<>();
    lines.add(
        LoadReport.format(
            "planned    %d participants into one group within %.1f s",
            plan.participants(), plan.within().toMillis() / 1e3));
    long complete = joiners.stream().filter(joiner -> joiner.seesAll).count();
    lines.add(
        LoadReport.format(
            "joined     %d, of whom %d see everybody after %.1f s",
            joins.getTotalCount(), complete, nanos / 1e9));
    lines.add("joins      " + Percentiles.of(joins) + "  (INVITE sent to 200 received)");
    lines.add(
        LoadReport.format(
            "notifies   %d, %.1f a participant; between two of one participant at least %.0f ms",
            notifies.get(),
            (double) notifies.get() / plan.participants(),
            gaps.getMinValue() / 1e6));
    usage.describe().lines().forEach(line -> lines.add("usage      " + line));
    new TreeMap<>(failures)
        .forEach(
            (cause, count) -> lines.add(LoadReport.format("failed     %d x %s", count, cause)));
    return lines;
  }

  /// After [#run]: everybody joined and saw everybody.
  public boolean isClean() {
    return clean && failures.isEmpty();
  }

  @Override
  public void close() {
    crowd.close();
  }
}
