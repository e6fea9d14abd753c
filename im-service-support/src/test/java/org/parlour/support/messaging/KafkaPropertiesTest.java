package org.parlour.support.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPropertiesTest {
  @Test
  void moreInSyncReplicasThanReplicasIsRefusedByName() {
    assertThatThrownBy(() -> properties(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("im.kafka.min-in-sync-replicas: 2");
  }

  private static KafkaProperties properties(int replicas, int minInSync) {
    return new KafkaProperties(
        "127.0.0.1:9092", true, (short) replicas, minInSync, Duration.ofSeconds(1), Map.of());
  }
}
