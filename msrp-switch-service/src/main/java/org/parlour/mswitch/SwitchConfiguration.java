package org.parlour.mswitch;

import io.micrometer.core.instrument.MeterRegistry;
import org.parlour.mswitch.backbone.KafkaBackbone;
import org.parlour.mswitch.backbone.KafkaRecall;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.observe.ImStateEndpoint;
import org.parlour.mswitch.observe.SwitchHealth;
import org.parlour.mswitch.pipeline.MsrpServer;
import org.parlour.mswitch.session.Time;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SwitchConfiguration {
  @Bean
  SwitchMetrics switchMetrics(MeterRegistry registry) {
    return new SwitchMetrics(registry);
  }

  @Bean
  KafkaRecall kafkaRecall(KafkaClients clients, SwitchProperties properties) {
    return new KafkaRecall(
        () -> clients.consumerOfAll("msrp-switch-" + properties.ordinal() + "-recall"));
  }

  @Bean
  KafkaBackbone kafkaBackbone(
      RecordPublisher publisher, Hops hops, KafkaRecall recall, SwitchProperties properties) {
    return new KafkaBackbone(publisher, hops, recall, properties.publishBuffer().toBytes());
  }

  @Bean(destroyMethod = "")
  MsrpServer msrpServer(
      SwitchProperties properties, KafkaBackbone backbone, SwitchMetrics metrics) {
    long incarnation = Time.SYSTEM.now().toEpochMilli();
    return new MsrpServer(properties, incarnation, backbone, metrics, Time.SYSTEM);
  }

  /// @param topics must exist before anybody reads them
  @Bean
  SwitchLifecycle switchLifecycle(
      MsrpServer server,
      KafkaClients clients,
      TopicProvisioner topics,
      DeadLetters deadLetters,
      KafkaBackbone backbone,
      SwitchMetrics metrics,
      SwitchProperties properties) {
    return new SwitchLifecycle(server, clients, deadLetters, backbone, metrics, properties);
  }

  @Bean
  SwitchHealth switchHealthIndicator(MsrpServer server, SwitchLifecycle lifecycle) {
    return new SwitchHealth(server::isListening, lifecycle::isReading, lifecycle::silence);
  }

  @Bean
  ImStateEndpoint imStateEndpoint(MsrpServer server) {
    return new ImStateEndpoint(server.sessions());
  }
}
