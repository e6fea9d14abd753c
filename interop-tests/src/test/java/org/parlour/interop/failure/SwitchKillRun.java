package org.parlour.interop.failure;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.Member;

/// Kills switches, or has them drain, in turn while people chat, and says how long everybody was
/// without media. Run by hand in the folder of this module, like [KillRun]:
///
/// `java -cp target/test-classes:$(cat target/class-path.txt)
/// org.parlour.interop.failure.SwitchKillRun [--kills 20] [--drains 4] [--pauses 2] [--stalls 2]
/// [--zombies 1] [--rooms 5] [--period 200] [--archive 1]`
///
/// In each room three people say something every period, in milliseconds. After each blow the time
/// is noted at which the last one of a room of that switch has media at the other one. A paused
/// switch goes on when its sessions have moved. A zombie is paused while it holds records that a
/// stalled broker did not take, and sends them when it goes on. A stall pauses the broker for 5 s:
/// nobody may move. In the end each text that was answered must have been heard once by both
/// others, and be in the archive once.
final class SwitchKillRun {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Switches switches;
  private final List<Room> rooms = new ArrayList<>();
  private final List<Long> killed = new ArrayList<>();
  private final List<Long> drained = new ArrayList<>();
  private final List<Long> paused = new ArrayList<>();
  private final List<Long> zombies = new ArrayList<>();
  private int movedByStalls;

  private SwitchKillRun(Cluster cluster) {
    this.cluster = cluster;
    this.switches = new Switches(cluster);
  }

  public static void main(String[] args) {
    int kills = KillRun.option(args, "--kills", 20);
    int drains = KillRun.option(args, "--drains", 4);
    int pauses = KillRun.option(args, "--pauses", 2);
    int stalls = KillRun.option(args, "--stalls", 2);
    int zombies = KillRun.option(args, "--zombies", 1);
    boolean archive = KillRun.option(args, "--archive", 1) == 1;
    int count = KillRun.option(args, "--rooms", 5);
    int period = KillRun.option(args, "--period", 200);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    boolean held;
    try (Cluster cluster = Cluster.start(stalls + zombies > 0, archive)) {
      SwitchKillRun run = new SwitchKillRun(cluster);
      for (int i = 0; i < count; i++) {
        run.rooms.add(Room.open(cluster.core()));
      }
      run.rooms.forEach(room -> room.talk(period, clock));
      run.passes(Duration.ofSeconds(3));
      for (int i = 0; i < kills; i++) {
        run.blow("kill", i, run.killed, m -> m.process().kill(), Member::startAgain);
      }
      for (int i = 0; i < drains; i++) {
        run.blow("drain", i, run.drained, m -> m.process().terminate(), Member::startAgain);
      }
      for (int i = 0; i < pauses; i++) {
        run.blow("pause", i, run.paused, m -> m.process().pause(), m -> m.process().resume());
      }
      for (int i = 0; i < zombies; i++) {
        run.blow("zombie", i, run.zombies, run::bury, m -> m.process().resume());
      }
      for (int i = 0; i < stalls; i++) {
        run.stall(i);
      }
      held = run.summary(archive);
    } finally {
      clock.shutdownNow();
    }
    System.exit(held ? 0 : 1);
  }

  private void blow(
      String kind, int number, List<Long> times, Consumer<Member> blow, Consumer<Member> mend) {
    Member first = cluster.switches().get(0);
    Member second = cluster.switches().get(1);
    List<Room> ofFirst = roomsOf(first);
    List<Room> ofSecond = roomsOf(second);
    Member member = ofFirst.size() >= ofSecond.size() ? first : second;
    List<Room> hit = member == first ? ofFirst : ofSecond;
    List<List<Integer>> before = hit.stream().map(Room::moves).toList();
    long start = System.nanoTime();
    blow.accept(member);
    List<Long> found = new ArrayList<>(Collections.nCopies(hit.size(), 0L));
    await("everybody is elsewhere after " + kind + " " + number)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> haveMoved(hit, before, start, found));
    System.out.printf(
        "%s %d: %d rooms moved, the slowest after %d ms%n",
        kind, number + 1, hit.size(), found.stream().mapToLong(t -> t).max().orElse(0));
    times.addAll(found);
    mend.accept(member);
    member.awaitReady();
    passes(Duration.ofSeconds(2));
  }

  private void bury(Member member) {
    cluster.broker().pause();
    passes(Duration.ofMillis(1_500));
    member.process().pause();
    cluster.broker().resume();
  }

  private void stall(int number) {
    List<List<Integer>> before = rooms.stream().map(Room::moves).toList();
    cluster.broker().pause();
    passes(Duration.ofSeconds(5));
    cluster.broker().resume();
    int taken = taken();
    long resumed = System.nanoTime();
    await("texts are taken after stall " + number)
        .atMost(LONGEST)
        .until(() -> taken() > taken + rooms.size() * 3);
    long again = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - resumed);
    passes(Duration.ofSeconds(10));
    List<List<Integer>> after = rooms.stream().map(Room::moves).toList();
    movedByStalls += after.equals(before) ? 0 : 1;
    System.out.printf(
        "stall %d: texts are taken %d ms after it, %s%n",
        number + 1, again, after.equals(before) ? "nobody moved" : "some moved");
  }

  private int taken() {
    return rooms.stream().mapToInt(Room::takenCount).sum();
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

  private boolean summary(boolean archive) {
    rooms.forEach(Room::silence);
    await("the last answers").atMost(LONGEST).until(() -> rooms.stream().allMatch(Room::isQuiet));
    passes(Duration.ofSeconds(2));
    System.out.println("kill -9: " + KillRun.figures(killed));
    System.out.println("drain: " + KillRun.figures(drained));
    System.out.println("pause: " + KillRun.figures(paused));
    System.out.println("zombie: " + KillRun.figures(zombies));
    int missing = rooms.stream().mapToInt(room -> room.missing().size()).sum();
    int repeated = rooms.stream().mapToInt(room -> room.repeated().size()).sum();
    int archivedTwice = 0;
    int notArchived = 0;
    for (Room room : archive ? rooms : List.<Room>of()) {
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
        taken(),
        rooms.stream().mapToInt(room -> room.failures().size()).sum(),
        missing,
        repeated,
        notArchived,
        archivedTwice,
        lost);
    rooms.forEach(room -> room.missing().forEach(System.out::println));
    rooms.forEach(room -> room.failures().forEach(System.out::println));
    rooms.forEach(Room::close);
    return missing + repeated + notArchived + archivedTwice + lost + movedByStalls == 0;
  }
}
