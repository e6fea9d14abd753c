package org.parlour.edge.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.parlour.contracts.instance.InstanceTable;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.backbone.KafkaBackbone;
import org.parlour.edge.backbone.KafkaReaders;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.SipStackSettings;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
  /// A start later in time is a greater incarnation.
  @Bean
  EdgeId edgeId(EdgeProperties properties) {
    return new EdgeId(properties.ordinal(), Clock.systemUTC().millis());
  }

  @Bean
  EdgeSettings edgeSettings(
      EdgeId self,
      EdgeProperties edge,
      SipProperties sip,
      ImProperties im,
      ClusterProperties cluster) {
    return new EdgeSettings(
        self,
        new SipStackSettings(sip.listening(), edge.limits(), edge.maxServerTransactions(), 1),
        edge.timers(),
        ImDomain.ofHost(im.domain()),
        cluster.clusterSecret(),
        sip.trustedPeers(),
        sip.advertised(),
        Hop.parse(sip.nextHop()),
        (int) im.pager().maxSize().toBytes(),
        im.pager().messagesPerMinute(),
        edge.maxInFlight());
  }

  @Bean
  KafkaBackbone kafkaBackbone(
      RecordPublisher publisher, Hops hops, TopicProvisioner topics, EdgeProperties edge) {
    return new KafkaBackbone(
        publisher, hops, topics.partitions(TopicCatalogue.SIGNALLING), edge.shedAbove());
  }

  @Bean
  EdgeMetrics edgeMetrics(MeterRegistry registry) {
    return new EdgeMetrics(registry);
  }

  @Bean(destroyMethod = "")
  Edge edge(EdgeSettings settings, KafkaBackbone backbone, EdgeMetrics metrics) {
    return new Edge(settings, backbone, new InstanceTable(), Clock.systemUTC(), metrics);
  }

  @Bean
  EdgeLifecycle edgeLifecycle(
      Edge edge,
      KafkaBackbone backbone,
      KafkaClients clients,
      TopicProvisioner topics,
      DeadLetters deadLetters,
      RecordPublisher publisher,
      Hops hops,
      SipProperties sip) {
    return new EdgeLifecycle(
        edge,
        backbone,
        new KafkaReaders(edge.self(), clients, deadLetters, hops, backbone),
        publisher,
        sip.host(),
        sip.controllingPort(),
        Clock.systemUTC());
  }

  @Bean
  EdgeHealth edgeHealthIndicator(Edge edge) {
    return new EdgeHealth(edge);
  }

  @Bean
  ImStateEndpoint imStateEndpoint(Edge edge) {
    return new ImStateEndpoint(edge);
  }
}
