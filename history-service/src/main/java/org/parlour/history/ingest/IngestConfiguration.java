package org.parlour.history.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.history.archive.ConversationArchive;
import org.parlour.history.config.HistoryProperties;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordLoops;
import org.parlour.support.messaging.RecordLoops.Reader;
import org.parlour.support.messaging.RecordLoopsHealth;
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
  RecordLoops ingestLoops(
      KafkaClients clients,
      TopicProvisioner topics,
      DeadLetters deadLetters,
      ConversationArchive archive,
      HistoryProperties properties,
      Hops hops,
      MeterRegistry registry) {
    IngestMetrics metrics = new IngestMetrics(registry);
    return new RecordLoops(
        clients,
        deadLetters,
        registry,
        List.of(
            new Reader<>(
                TopicCatalogue.HISTORY_COMMANDS,
                "history-commands",
                properties.group(),
                properties.consumers(),
                new CommandIngestion(archive, metrics, hops)),
            new Reader<>(
                TopicCatalogue.MESSAGES,
                "history-messages",
                properties.group(),
                properties.consumers(),
                new MessageIngestion(archive, metrics, hops, InstantSource.system()))));
  }

  @Bean
  RecordLoopsHealth ingestHealthIndicator(RecordLoops ingestLoops) {
    return new RecordLoopsHealth(ingestLoops);
  }

  @Bean
  PartialMessages partialMessages(ConversationArchive archive, HistoryProperties properties) {
    return new PartialMessages(archive, properties);
  }
}
