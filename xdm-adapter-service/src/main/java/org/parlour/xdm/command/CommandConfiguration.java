package org.parlour.xdm.command;

import io.micrometer.core.instrument.MeterRegistry;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.parlour.xdm.metadata.MetadataDocuments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
  /// @param topics must exist before anybody reads them
  @Bean
  CommandLoops commandLoops(
      KafkaClients clients,
      TopicProvisioner topics,
      DeadLetters deadLetters,
      MetadataDocuments metadata,
      CommandProperties properties,
      Hops hops,
      MeterRegistry registry) {
    return new CommandLoops(
        clients, deadLetters, new CommandIngestion(metadata, hops), properties, registry);
  }

  @Bean
  CommandHealth commandsHealthIndicator(CommandLoops loops) {
    return new CommandHealth(loops);
  }
}
