package org.parlour.interop.failure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.parlour.interop.suite.Cluster;
import org.parlour.protocol.address.ImAddress;

/// Kills xdm-adapter-service and PostgreSQL in turn while documents are written by REST and XCAP
/// and a group chats, and says whether every acknowledged write is there and was published. Run by
/// hand in the folder of this module, like [KillRun]:
///
/// `java -cp target/test-classes:$(cat target/class-path.txt)
/// org.parlour.interop.failure.DocumentKillRun [--writes 1000] [--kills 6]`
final class DocumentKillRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private DocumentKillRun() {}

  public static void main(String[] args) {
    int writes = KillRun.option(args, "--writes", 1000);
    int kills = KillRun.option(args, "--kills", 6);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    boolean held;
    try (Cluster cluster = Cluster.start();
        Room room = Room.inGroup(cluster.core(), ImAddress.sip("lobby", "im.example.org"))) {
      room.talk(200, clock);
      DocumentKill run = new DocumentKill(cluster, "kill", clock);
      run.start();
      for (int i = 0; i < kills; i++) {
        run.awaitAcknowledged(writes * (i + 1) / (kills + 1));
        long start = System.nanoTime();
        boolean service = i % 2 == 0;
        if (service) {
          run.killService();
        } else {
          run.killDatabase();
        }
        run.awaitAcknowledged(run.acknowledged() + 1);
        System.out.printf(
            "kill %d of %s: the next write was acknowledged after %d ms%n",
            i + 1,
            service ? "the service" : "PostgreSQL",
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      }
      run.awaitAcknowledged(writes);
      run.stop();
      run.awaitSettled();
      room.silence();
      Awaitility.await("every text is answered").atMost(PATIENCE).until(room::isQuiet);
      List<String> breaches = run.breaches();
      breaches.forEach(System.out::println);
      System.out.println(run.figures() + ", breaches " + breaches.size());
      System.out.printf(
          "group: %d texts taken, %d failed, somebody lost: %s%n",
          room.takenCount(), room.failures().size(), room.lostSomebody());
      held = breaches.isEmpty() && room.failures().isEmpty() && !room.lostSomebody();
    } finally {
      clock.shutdownNow();
    }
    System.exit(held ? 0 : 1);
  }
}
