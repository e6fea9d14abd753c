package org.parlour.xdm.document;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.config.XdmProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
  @Bean
  ImDomain imDomain(@Value("${im.domain:im.example.org}") String host) {
    return ImDomain.ofHost(host);
  }

  @Bean
  GroupRules groupRules(ImDomain domain, XdmProperties properties) {
    return new GroupRules(domain, properties.maxMembers());
  }

  @Bean
  AuditTrail auditTrail(DataSource database) {
    return new AuditTrail(database);
  }

  @Bean
  GroupStore groupStore(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      AuditTrail trail) {
    return new PostgresGroupStore(database, entities, transactions, trail);
  }

  @Bean
  DocumentPublisher documentPublisher(RecordPublisher publisher) {
    return document ->
        publisher.publish(
            TopicCatalogue.SIGNALLING, document.group().canonical().toString(), document, null);
  }

  @Bean
  GroupMetrics groupMetrics(MeterRegistry registry) {
    return new GroupMetrics(registry);
  }

  @Bean
  GroupDocuments groupDocuments(
      GroupStore store,
      DocumentPublisher publisher,
      GroupMetrics metrics,
      XdmProperties properties) {
    return new GroupDocuments(
        store,
        publisher,
        metrics,
        InstantSource.system(),
        properties.publishPatience(),
        properties.settleMargin());
  }

  @Bean
  Corrections corrections(
      GroupStore store,
      DocumentPublisher publisher,
      GroupMetrics metrics,
      XdmProperties properties) {
    return new Corrections(
        store,
        publisher,
        metrics,
        InstantSource.system(),
        properties.publishPatience(),
        properties.correctionInterval());
  }
}
