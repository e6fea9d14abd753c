package org.parlour.interop.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.protocol.address.ImAddress;

/// Documents outlive the deaths of their service and of its database (architecture §7).
/// [DocumentKillRun] does the same with more writes.
@ExtendWith(ClusterExtension.class)
class DocumentKillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FEW = 20;

  private final Cluster cluster;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

  DocumentKillIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void nobodyWrites() {
    clock.shutdownNow();
  }

  @Test
  void everyAcknowledgedWriteIsThereAndWasPublishedAndGroupsGoOn() {
    try (Room room = Room.inGroup(cluster.core(), ImAddress.sip("lobby", "im.example.org"))) {
      room.talk(200, clock);
      DocumentKill run = new DocumentKill(cluster, "doc-" + Tokens.random(6).toLowerCase(), clock);
      run.start();
      run.awaitAcknowledged(FEW);
      run.killDatabase();
      run.awaitAcknowledged(run.acknowledged() + FEW);
      run.killService();
      run.awaitAcknowledged(run.acknowledged() + FEW);
      run.stop();
      run.awaitSettled();

      System.out.println(run.figures());
      assertThat(run.breaches()).isEmpty();
      room.silence();
      await("every text is answered").atMost(PATIENCE).until(room::isQuiet);
      assertThat(room.failures()).isEmpty();
      assertThat(room.lostSomebody()).isFalse();
      assertThat(room.takenCount()).isPositive();
    }
  }
}
