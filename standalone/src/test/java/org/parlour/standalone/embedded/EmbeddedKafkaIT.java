package org.parlour.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.support.net.FreePorts;

class EmbeddedKafkaIT {
  @Test
  void whatItStoresIsThereAfterARestart(@TempDir Path directory) throws Exception {
    int port = FreePorts.one();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port);
        Admin admin = admin(kafka)) {
      admin
          .createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port);
        Admin admin = admin(kafka)) {
      Set<String> topics = admin.listTopics().names().get(30, TimeUnit.SECONDS);
      assertThat(topics).contains("kept");
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
