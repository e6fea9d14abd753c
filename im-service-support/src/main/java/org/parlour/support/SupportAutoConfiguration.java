package org.parlour.support;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.producer.Producer;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.parlour.support.problem.ProblemAdvice;
import org.parlour.support.security.AdminProperties;
import org.parlour.support.security.AdminSecurity;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// What every service gets: Kafka clients with verified topics, dead letters, the rules for the
/// management interfaces.
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@EnableConfigurationProperties({KafkaProperties.class, AdminProperties.class})
@Import({AdminSecurity.class, ProblemAdvice.class})
public class SupportAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  KafkaClients kafkaClients(KafkaProperties properties) {
    return new KafkaClients(properties);
  }

  /// Whoever needs a topic to exist depends on this bean.
  @Bean
  @ConditionalOnMissingBean
  TopicProvisioner topicProvisioner(KafkaClients clients) {
    TopicProvisioner provisioner = new TopicProvisioner(clients);
    provisioner.provision();
    return provisioner;
  }

  /// Closed by [RecordPublisher], which is told to wait for what is under way.
  @Bean(destroyMethod = "")
  Producer<byte[], byte[]> producer(
      KafkaClients clients,
      TopicProvisioner topics,
      @Value("${spring.application.name:parlour}") String service) {
    return clients.producer(service);
  }

  @Bean
  RecordPublisher recordPublisher(Producer<byte[], byte[]> producer) {
    return new RecordPublisher(producer);
  }

  @Bean
  Hops hops(OpenTelemetry openTelemetry) {
    return new Hops(openTelemetry);
  }

  @Bean
  DeadLetters deadLetters(Producer<byte[], byte[]> producer, MeterRegistry metrics) {
    return new DeadLetters(producer, metrics);
  }
}
