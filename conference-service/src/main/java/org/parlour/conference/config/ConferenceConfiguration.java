package org.parlour.conference.config;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.HostInfo;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.api.SessionsConfiguration;
import org.parlour.conference.topology.ConferenceStreams;
import org.parlour.conference.topology.DocumentCensus;
import org.parlour.conference.topology.SessionQueries;
import org.parlour.conference.topology.ShellMetrics;
import org.parlour.conference.topology.StreamsSettings;
import org.parlour.conference.topology.SwitchWatch;
import org.parlour.conference.topology.UserWatch;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordLoop;
import org.parlour.support.messaging.TopicProvisioner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the core into its shell and starts it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ImProperties.class,
  ConferenceProperties.class,
  PolicyProperties.class
})
@Import(SessionsConfiguration.class)
public class ConferenceConfiguration {
  @Bean
  ConferencePolicy conferencePolicy(
      ImProperties im, PolicyProperties policy, ConferenceProperties conference) {
    return policy.policy(im, conference.notifyMinInterval());
  }

  @Bean
  ShellMetrics shellMetrics(MeterRegistry registry) {
    return new ShellMetrics(registry);
  }

  @Bean
  HostInfo self(ConferenceProperties conference, @Value("${server.port:8082}") int port) {
    return conference.advertised().isEmpty()
        ? new HostInfo("127.0.0.1", port)
        : HostInfo.buildFromEndpoint(conference.advertised());
  }

  @Bean
  SwitchWatch switchWatch(ConferenceProperties conference) {
    return new SwitchWatch(conference.movesASecond());
  }

  /// From the end: who was alive earlier does not matter, and who is silent is missed after
  /// seconds.
  @Bean(destroyMethod = "close")
  RecordLoop<InstanceHeartbeat> heartbeats(
      KafkaClients kafka, TopicProvisioner topics, DeadLetters deadLetters, SwitchWatch watch) {
    return RecordLoop.fromEnd(
        TopicCatalogue.INSTANCES,
        0,
        kafka.consumer("conference-instances", null),
        deadLetters,
        false,
        records -> records.forEach(record -> watch.heard(record.value())));
  }

  @Bean
  UserWatch userWatch(ConferenceProperties conference) {
    return new UserWatch(conference.provisionedDomains());
  }

  /// All that holds for users is known before anything is decided.
  @Bean(destroyMethod = "close")
  RecordLoop<UserPolicy> userPolicies(
      KafkaClients kafka, TopicProvisioner topics, DeadLetters deadLetters, UserWatch users) {
    return RecordLoop.caughtUp(
        TopicCatalogue.USER_POLICIES,
        0,
        kafka.consumer("conference-users", null),
        deadLetters,
        records -> records.forEach(record -> users.heard(record.value())));
  }

  /// The topics must be there first: a stream processor does not create its source.
  @Bean(destroyMethod = "close")
  ConferenceStreams conferenceStreams(
      ConferencePolicy policy,
      ConferenceProperties conference,
      KafkaClients kafka,
      TopicProvisioner topics,
      HostInfo self,
      SwitchWatch watch,
      UserWatch users,
      RecordLoop<UserPolicy> userPolicies,
      ShellMetrics metrics) {
    topics.raise(StreamsSettings.CHANGELOG, StreamsSettings.LARGEST_CHANGE);
    return ConferenceStreams.start(
        policy,
        new StreamsSettings(
            kafka.common(),
            conference.stateDir(),
            self.host() + ":" + self.port(),
            conference.threads(),
            conference.sessionTimeout(),
            conference.heartbeat(),
            conference.commit(),
            conference.transactionTimeout(),
            conference.standbys(),
            kafka.properties().replicas(),
            kafka.properties().minInSyncReplicas()),
        watch,
        users,
        metrics);
  }

  @Bean
  SessionQueries sessionQueries(ConferenceStreams streams, ConferencePolicy policy) {
    return new SessionQueries(streams.streams(), policy.domain());
  }

  @Bean(destroyMethod = "close")
  DocumentCensus documentCensus(
      ConferenceStreams streams, ConferenceProperties conference, MeterRegistry registry) {
    return DocumentCensus.start(streams.streams(), conference.countInterval(), registry);
  }

  @Bean
  StreamsHealth streamsHealthIndicator(ConferenceStreams streams, DocumentCensus census) {
    return new StreamsHealth(streams, census);
  }
}
