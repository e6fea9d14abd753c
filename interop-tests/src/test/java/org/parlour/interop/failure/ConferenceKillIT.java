package org.parlour.interop.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientRuntime;
import org.parlour.client.ImSession;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.interop.suite.Member;
import org.parlour.protocol.Spec;

/// A session in full traffic loses its conference instance, by SIGKILL and then by a pause that
/// makes a zombie of the next one (architecture §7).
@ExtendWith(ClusterExtension.class)
class ConferenceKillIT {
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration STOPPED = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final Owners owners;
  private final WireLog wire = new WireLog();
  private final ClientRuntime runtime = new ClientRuntime(1, wire);
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Party ann;
  private final Party ben;
  private final Party cat;

  ConferenceKillIT(Cluster cluster) {
    this.cluster = cluster;
    this.owners = new Owners(cluster);
    this.ann = arrives("ann");
    this.ben = arrives("ben");
    this.cat = arrives("cat");
  }

  private Party arrives(String name) {
    return Party.arrives(
        "kill-" + name + "-" + Tokens.random(6).toLowerCase(), runtime, cluster.core());
  }

  @AfterEach
  void everybodyGoesHome() {
    clock.shutdownNow();
    ann.close();
    ben.close();
    cat.close();
    runtime.close();
  }

  @Test
  @Spec({"RFC 3261 §12.2.1.1", "RFC 4575 §4.6"})
  void aSessionOutlivesTheInstanceThatHasItAndTheZombieOfTheNext() {
    CompletableFuture<ImSession> asked = ann.invites(ben, cat);
    ImSession bens = ben.accepts();
    ImSession cats = cat.accepts();
    ImSession anns = Party.outcome("the session", asked);
    Party.outcome("subscription", anns.subscribe());
    Traffic traffic = Traffic.start(anns, bens, new Traffic.Pace(200, 500, 1_000), clock);
    await("traffic").atMost(READY).until(() -> wire.documents() > 2);

    Member victim = owner(anns);
    long killed = System.nanoTime();
    victim.process().kill();
    report("kill", killed, traffic);
    victim.startAgain();
    victim.awaitReady();

    Member zombie = owner(anns);
    long paused = System.nanoTime();
    zombie.process().pause();
    try {
      report("pause", paused, traffic);
      await("the pause is over")
          .atMost(STOPPED.plusSeconds(5))
          .until(() -> System.nanoTime() - paused > STOPPED.toNanos());
    } finally {
      zombie.process().resume();
    }
    long resumed = System.nanoTime();
    report("resume", resumed, traffic);

    traffic.stop();
    assertThat(traffic.failures()).isEmpty();
    Party.outcome("cat leaves", cats.leave());
    Party.outcome("ben leaves", bens.leave());
    ann.sees("the end of it", ClientEvent.SessionEnded.class, ended -> ended.session() == anns);
    await("every request has its answer").atMost(Party.PATIENCE).until(() -> wire.open().isEmpty());
    assertThat(wire.breaches()).isEmpty();
    assertThat(wire.refusals()).isEmpty();
    assertThat(cat.all(ClientEvent.MessageReceived.class).stream().map(m -> m.message().text()))
        .containsAll(traffic.sent());
    System.out.printf(
        "%d refreshes, %d messages, %d documents%n",
        traffic.refreshes(), traffic.sent().size(), wire.documents());
  }

  private Member owner(ImSession session) {
    return await("somebody has the session")
        .atMost(READY)
        .until(() -> owners.of(session), Optional::isPresent)
        .orElseThrow();
  }

  /// Waits until requests sent after `instant` are answered and participants are told again.
  private void report(String what, long instant, Traffic traffic) {
    int documents = wire.documents();
    await("answers after the " + what)
        .atMost(Party.PATIENCE)
        .until(() -> traffic.lastAnsweredStart() > instant + TimeUnit.SECONDS.toNanos(1));
    await("documents after the " + what)
        .atMost(Party.PATIENCE)
        .until(() -> wire.documents() >= documents + 2);
    List<Integer> refusals = wire.refusals();
    System.out.printf(
        "%s: longest wait for an answer %d ms, refusals %s%n",
        what, wire.longestMillis(instant, TimeUnit.SECONDS.toNanos(10)), refusals);
  }
}
