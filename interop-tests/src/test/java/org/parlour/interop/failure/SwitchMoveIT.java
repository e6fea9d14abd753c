package org.parlour.interop.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.interop.suite.Member;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.MsrpTransport;

/// A switch dies, or drains, while people chat: they go on at the other one (architecture §7).
@ExtendWith(ClusterExtension.class)
class SwitchMoveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Switches switches;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private Room room;

  SwitchMoveIT(Cluster cluster) {
    this.cluster = cluster;
    this.switches = new Switches(cluster);
  }

  @AfterEach
  void everybodyGoesHome() {
    clock.shutdownNow();
    room.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "TLS", "WSS"})
  @Spec({"7.2.2.6-1", "7.2.2.6-3", "7.2.2.6-R200-1"})
  void theChatGoesOnWhenItsSwitchIsKilled(MsrpTransport by) {
    room = Room.open(cluster.core(), by);
    room.talk(100, clock);
    await("talk").atMost(PATIENCE).until(() -> room.takenCount() > 30);
    Member victim = owner();

    long killed = System.nanoTime();
    victim.process().kill();
    long moved = awaitMove(killed);
    talkOnAndCheck();
    victim.startAgain();
    victim.awaitReady();

    System.out.printf(
        "kill -9: all at the other switch over %s after %d ms, %d texts taken, %d failed%n",
        by, moved, room.takenCount(), room.failures().size());
  }

  @Test
  @Spec("7.2.2.6-R200-2")
  void aSwitchThatIsToldToStopGivesItsSessionsAwayFirst() {
    room = Room.open(cluster.core());
    room.talk(100, clock);
    await("talk").atMost(PATIENCE).until(() -> room.takenCount() > 30);
    Member leaver = owner();

    long told = System.nanoTime();
    leaver.process().terminate();
    long ended = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told);
    long moved = awaitMove(told);
    talkOnAndCheck();
    leaver.startAgain();
    leaver.awaitReady();

    System.out.printf(
        "SIGTERM: process ended after %d ms, all moved after %d ms, %d texts, failed %s%n",
        ended, moved, room.takenCount(), room.failures());
    assertThat(room.failures()).isEmpty();
  }

  private Member owner() {
    return await("a switch has the session")
        .atMost(PATIENCE)
        .until(() -> switches.of(room.session().identity()), found -> found.size() == 1)
        .getFirst();
  }

  /// @return milliseconds
  private long awaitMove(long since) {
    await("everybody is elsewhere")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> room.moves().stream().allMatch(count -> count > 0));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
  }

  private void talkOnAndCheck() {
    int before = room.takenCount();
    await("talk goes on").atMost(PATIENCE).until(() -> room.takenCount() > before + 30);
    room.silence();
    await("every text is answered").atMost(PATIENCE).until(room::isQuiet);
    await("everybody hears all that was taken")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(room.missing()).isEmpty());
    assertThat(room.repeated()).isEmpty();
    assertThat(room.lostSomebody()).isFalse();
    List<String> archived =
        new Archive(cluster.rest(), cluster.history().http())
            .texts(room.session().identity(), room.takenCount());
    assertThat(archived).doesNotHaveDuplicates().containsAll(room.takenTexts());
  }
}
