package org.parlour.history.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.parlour.history.archive.ConversationArchive;
import org.parlour.history.config.HistoryProperties;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IngestConfiguration {
  /// @param topics must exist before anybody reads them
  @Bean
  IngestLoops ingestLoops(
      KafkaClients clients,
      TopicProvisioner topics,
      DeadLetters deadLetters,
      ConversationArchive archive,
      HistoryProperties properties,
      Hops hops,
      MeterRegistry registry) {
    IngestMetrics metrics = new IngestMetrics(registry);
    return new IngestLoops(
        clients,
        deadLetters,
        new CommandIngestion(archive, metrics, hops),
        new MessageIngestion(archive, metrics, hops, InstantSource.system()),
        properties,
        registry);
  }

  @Bean
  IngestHealth ingestHealthIndicator(IngestLoops loops) {
    return new IngestHealth(loops);
  }

  @Bean
  PartialMessages partialMessages(ConversationArchive archive, HistoryProperties properties) {
    return new PartialMessages(archive, properties);
  }
}
