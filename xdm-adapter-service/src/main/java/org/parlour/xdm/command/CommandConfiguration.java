package org.parlour.xdm.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordLoops;
import org.parlour.support.messaging.RecordLoops.Reader;
import org.parlour.support.messaging.RecordLoopsHealth;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.parlour.xdm.metadata.MetadataDocuments;
import org.parlour.xdm.watch.DocumentQuestions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
  /// @param topics must exist before anybody reads them
  @Bean
  RecordLoops commandLoops(
      KafkaClients clients,
      TopicProvisioner topics,
      DeadLetters deadLetters,
      MetadataDocuments metadata,
      DocumentQuestions questions,
      ObjectProvider<UpstreamDesk> upstream,
      CommandProperties properties,
      Hops hops,
      MeterRegistry registry) {
    return new RecordLoops(
        clients,
        deadLetters,
        registry,
        List.of(
            new Reader<>(
                TopicCatalogue.XDM_COMMANDS,
                "xdm-commands",
                properties.group(),
                properties.consumers(),
                new CommandIngestion(
                    metadata, questions, upstream.getIfAvailable(() -> UpstreamDesk.NONE), hops))));
  }

  @Bean
  RecordLoopsHealth commandsHealthIndicator(RecordLoops commandLoops) {
    return new RecordLoopsHealth(commandLoops);
  }
}
