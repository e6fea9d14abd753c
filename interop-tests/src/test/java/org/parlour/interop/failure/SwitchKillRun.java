package org.parlour.interop.failure;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.Member;

/// Kills switches, or has them drain, in turn while people chat, and says how long everybody was
/// without media. Run by hand in the folder of this module, like [KillRun]:
///
/// `java -cp target/test-classes:$(cat target/class-path.txt)
/// org.parlour.interop.failure.SwitchKillRun [--kills 20] [--drains 4] [--rooms 5] [--period 200]`
///
/// In each room three people say something every period, in milliseconds. After each blow the time
/// is noted at which the last one of a room of that switch has media at the other one. In the end
/// each text that was answered must have been heard once by both others, and be in the archive
// once.
final class SwitchKillRun {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Switches switches;
  private final List<Room> rooms = new ArrayList<>();
  private final List<Long> killed = new ArrayList<>();
  private final List<Long> drained = new ArrayList<>();

  private SwitchKillRun(Cluster cluster) {
    this.cluster = cluster;
    this.switches = new Switches(cluster);
  }

  public static void main(String[] args) {
    int kills = KillRun.option(args, "--kills", 20);
    int drains = KillRun.option(args, "--drains", 4);
    int count = KillRun.option(args, "--rooms", 5);
    int period = KillRun.option(args, "--period", 200);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    boolean held;
    try (Cluster cluster = Cluster.start()) {
      SwitchKillRun run = new SwitchKillRun(cluster);
      for (int i = 0; i < count; i++) {
        run.rooms.add(Room.open(cluster.core()));
      }
      run.rooms.forEach(room -> room.talk(period, clock));
      run.passes(Duration.ofSeconds(3));
      for (int i = 0; i < kills; i++) {
        run.blow("kill", i, run.killed, member -> member.process().kill());
      }
      for (int i = 0; i < drains; i++) {
        run.blow("drain", i, run.drained, member -> member.process().terminate());
      }
      held = run.summary();
    } finally {
      clock.shutdownNow();
    }
    System.exit(held ? 0 : 1);
  }

  private interface Blow {
    void hit(Member member);
  }

  private void blow(String kind, int number, List<Long> times, Blow blow) {
    Member first = cluster.switches().get(0);
    Member second = cluster.switches().get(1);
    List<Room> ofFirst = roomsOf(first);
    List<Room> ofSecond = roomsOf(second);
    Member member = ofFirst.size() >= ofSecond.size() ? first : second;
    List<Room> hit = member == first ? ofFirst : ofSecond;
    List<List<Integer>> before = hit.stream().map(Room::moves).toList();
    long start = System.nanoTime();
    blow.hit(member);
    List<Long> found = new ArrayList<>(Collections.nCopies(hit.size(), 0L));
    await("everybody is elsewhere after " + kind + " " + number)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> haveMoved(hit, before, start, found));
    System.out.printf(
        "%s %d: %d rooms moved, the slowest after %d ms%n",
        kind, number + 1, hit.size(), found.stream().mapToLong(t -> t).max().orElse(0));
    times.addAll(found);
    member.startAgain();
    member.awaitReady();
    passes(Duration.ofSeconds(2));
  }

  private static boolean haveMoved(
      List<Room> hit, List<List<Integer>> before, long start, List<Long> found) {
    boolean all = true;
    for (int i = 0; i < hit.size(); i++) {
      List<Integer> was = before.get(i);
      List<Integer> now = hit.get(i).moves();
      boolean moved = hit.get(i).lostSomebody();
      if (!moved) {
        moved = true;
        for (int who = 0; who < now.size(); who++) {
          moved &= now.get(who) > was.get(who);
        }
      }
      if (moved && found.get(i) == 0) {
        found.set(i, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      }
      all &= moved;
    }
    return all;
  }

  private List<Room> roomsOf(Member member) {
    return rooms.stream()
        .filter(room -> !room.lostSomebody())
        .filter(room -> switches.of(room.session().identity()).contains(member))
        .toList();
  }

  private void passes(Duration time) {
    long start = System.nanoTime();
    await("a while").atMost(LONGEST).until(() -> System.nanoTime() - start > time.toNanos());
  }

  private boolean summary() {
    rooms.forEach(Room::silence);
    await("the last answers").atMost(LONGEST).until(() -> rooms.stream().allMatch(Room::isQuiet));
    passes(Duration.ofSeconds(2));
    System.out.println("kill -9: " + KillRun.figures(killed));
    System.out.println("drain: " + KillRun.figures(drained));
    int missing = rooms.stream().mapToInt(room -> room.missing().size()).sum();
    int repeated = rooms.stream().mapToInt(room -> room.repeated().size()).sum();
    int archivedTwice = 0;
    int notArchived = 0;
    for (Room room : rooms) {
      List<String> archived =
          new Archive(cluster.rest(), cluster.history().http())
              .texts(room.session().identity(), room.takenCount());
      notArchived += room.takenTexts().stream().filter(t -> !archived.contains(t)).count();
      archivedTwice += archived.size() - (int) archived.stream().distinct().count();
    }
    long lost = rooms.stream().filter(Room::lostSomebody).count();
    System.out.printf(
        "%d texts taken, %d failed, %d not heard, %d heard twice, %d not archived, %d archived"
            + " twice, %d rooms lost somebody%n",
        rooms.stream().mapToInt(Room::takenCount).sum(),
        rooms.stream().mapToInt(room -> room.failures().size()).sum(),
        missing,
        repeated,
        notArchived,
        archivedTwice,
        lost);
    rooms.forEach(room -> room.missing().forEach(System.out::println));
    rooms.forEach(room -> room.failures().forEach(System.out::println));
    rooms.forEach(Room::close);
    return missing + repeated + notArchived + archivedTwice + lost == 0;
  }
}
