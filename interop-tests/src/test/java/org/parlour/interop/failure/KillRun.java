package org.parlour.interop.failure;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.Member;

/// Kills conference instances and edges in turn under traffic, and says how long people waited. Run
/// by hand in the folder of this module, after `mvn test-compile` and
/// `mvn dependency:build-classpath -Dmdep.outputFile=target/class-path.txt`:
///
/// `java -cp target/test-classes:$(cat target/class-path.txt) org.parlour.interop.failure.KillRun
/// [--kills 20] [--sessions 30] [--period 500] [--prefill 0]`
///
/// Every period, in milliseconds, each session sends a re-INVITE and a message; every tenth, a
/// nickname. A pause of a session is the longest time from a request of a participant to its final
/// answer, among requests that were open at the kill or sent within 10 s after it. Victims of a
/// conference instance are the sessions that it had (its REST interface says so), victims of an
/// edge those whose host's requests go there first (the lab core chooses by Call-ID).
final class KillRun {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Owners owners;
  private final List<Watched> sessions = new ArrayList<>();
  private final Map<String, List<Long>> pauses = new TreeMap<>();

  private KillRun(Cluster cluster) {
    this.cluster = cluster;
    this.owners = new Owners(cluster);
  }

  public static void main(String[] args) throws InterruptedException {
    int kills = option(args, "--kills", 20);
    int sessions = option(args, "--sessions", 30);
    int prefill = option(args, "--prefill", 0);
    int period = option(args, "--period", 500);
    Traffic.Pace pace = new Traffic.Pace(period, period, 10L * period);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    try (Cluster cluster = Cluster.start();
        Prefill idle = new Prefill(cluster.core())) {
      idle.setUp(prefill);
      KillRun run = new KillRun(cluster);
      for (int i = 0; i < sessions; i++) {
        run.sessions.add(Watched.open(i, cluster.core(), pace, clock));
      }
      System.out.println(sessions + " sessions in traffic");
      long start = System.nanoTime();
      await("steady").atMost(LONGEST).until(() -> System.nanoTime() - start > WINDOW);
      run.note("undisturbed", start, every -> true);
      for (int i = 0; i < kills; i++) {
        if (i % 2 == 0) {
          run.killConference(i);
        } else {
          run.killEdge(i);
        }
      }
      run.summary(idle);
    } finally {
      clock.shutdownNow();
    }
    System.exit(0);
  }

  static int option(String[] args, String name, int otherwise) {
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].equals(name)) {
        return Integer.parseInt(args[i + 1]);
      }
    }
    return otherwise;
  }

  /// The instance that has more sessions: after a restart an instance begins with warm copies only.
  private void killConference(int number) {
    Member first = cluster.conferences().get(0);
    Member second = cluster.conferences().get(1);
    List<Watched> ofFirst = alive().filter(s -> owners.has(first, s.session())).toList();
    List<Watched> ofSecond = alive().filter(s -> owners.has(second, s.session())).toList();
    boolean killFirst = ofFirst.size() >= ofSecond.size();
    kill(
        "conference",
        number,
        killFirst ? first : second,
        killFirst ? ofFirst::contains : ofSecond::contains);
  }

  private void killEdge(int number) {
    int ordinal = (number / 2) % 2;
    kill(
        "edge",
        number,
        cluster.edges().get(ordinal),
        s -> Math.floorMod(s.session().callId().hashCode(), 2) == ordinal);
  }

  private Stream<Watched> alive() {
    return sessions.stream().filter(s -> !s.lost());
  }

  private void kill(String kind, int number, Member member, Predicate<Watched> victim) {
    sessions.forEach(s -> s.wire().forgetBefore(System.nanoTime()));
    List<Watched> watched = alive().toList();
    long killed = System.nanoTime();
    member.process().kill();
    await("answers after kill " + number)
        .atMost(LONGEST)
        .until(
            () ->
                System.nanoTime() - killed > WINDOW
                    && watched.stream()
                        .allMatch(
                            s ->
                                s.lost() || s.traffic().lastAnsweredStart() > killed + WINDOW / 2));
    List<Long> hit = note(kind + " victims", killed, victim);
    List<Long> others = note(kind + " others", killed, victim.negate());
    System.out.printf(
        "kill %d (%s): victims %s, others %s%n", number + 1, kind, figures(hit), figures(others));
    member.startAgain();
    member.awaitReady();
    long ready = System.nanoTime();
    await("steady").atMost(LONGEST).until(() -> System.nanoTime() - ready > WINDOW / 2);
  }

  private List<Long> note(String what, long instant, Predicate<Watched> chosen) {
    List<Long> found =
        alive().filter(chosen).map(s -> s.wire().longestMillis(instant, WINDOW)).toList();
    pauses.computeIfAbsent(what, any -> new ArrayList<>()).addAll(found);
    return found;
  }

  private void summary(Prefill idle) {
    sessions.forEach(s -> s.traffic().stop());
    await("the last answers")
        .atMost(LONGEST)
        .until(() -> alive().allMatch(s -> s.wire().open().isEmpty()));
    pauses.forEach((what, found) -> System.out.println(what + ": " + figures(found)));
    System.out.printf(
        "sessions lost %d of %d, 481 %d, requests without answer %d, idle sessions ended %d%n",
        sessions.stream().filter(Watched::lost).count(),
        sessions.size(),
        sessions.stream()
            .flatMap(s -> s.wire().refusals().stream())
            .filter(status -> status == 481)
            .count(),
        sessions.stream().mapToInt(s -> s.wire().open().size()).sum(),
        idle.ended());
    System.out.printf(
        "refreshes %d, messages %d%n",
        sessions.stream().mapToInt(s -> s.traffic().refreshes()).sum(),
        sessions.stream().mapToInt(s -> s.traffic().sent().size()).sum());
    sessions.forEach(
        s -> {
          List<String> bad = new ArrayList<>(s.wire().breaches());
          bad.addAll(s.traffic().failures());
          s.wire().refusals().forEach(status -> bad.add(status + ""));
          if (!bad.isEmpty()) {
            System.out.println(s.session().identity() + ": " + bad);
          }
        });
    sessions.forEach(Watched::close);
  }

  static String figures(List<Long> found) {
    if (found.isEmpty()) {
      return "none";
    }
    List<Long> sorted = new ArrayList<>(found);
    Collections.sort(sorted);
    return "n "
        + sorted.size()
        + ", p50 "
        + at(sorted, 0.5)
        + ", p99 "
        + at(sorted, 0.99)
        + ", max "
        + sorted.getLast()
        + " ms";
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
