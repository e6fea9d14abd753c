package org.parlour.xdm.document;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.audit.ChangeListener;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.usage.ApplicationUsages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
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
    return new GroupRules(domain, properties.maxMembers(), properties.maxInvited());
  }

  @Bean
  AuditTrail auditTrail(DataSource database, ChangeListener listener) {
    return new AuditTrail(database, listener);
  }

  @Bean
  GroupReferences groupReferences(DataSource database, ReferredLists lists) {
    return new GroupReferences(database, lists, ApplicationUsages.RESOURCE_LISTS);
  }

  @Bean
  ListFollower listFollower(
      GroupReferences references, Corrections<GroupContent> groupCorrections) {
    return new ListFollower(references, groupCorrections);
  }

  @Bean
  GroupWording groupWording(ReferredLists lists, XdmProperties properties) {
    return new GroupWording(lists, properties.maxMembers(), properties.maxInvited());
  }

  @Bean
  GroupStore groupStore(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      AuditTrail trail,
      GroupReferences references) {
    return new PostgresGroupStore(database, entities, transactions, trail, references);
  }

  @Bean
  DocumentPublisher documentPublisher(RecordPublisher publisher) {
    return (uri, document) ->
        publisher.publish(TopicCatalogue.SIGNALLING, uri.toString(), document, null);
  }

  @Bean
  PublicationMetrics groupMetrics(MeterRegistry registry) {
    return new PublicationMetrics(registry, "group");
  }

  @Bean
  Publications<Group, GroupContent> groupPublications(
      GroupStore store,
      DocumentPublisher publisher,
      GroupWording wording,
      @Qualifier("groupMetrics") PublicationMetrics metrics,
      XdmProperties properties) {
    return new Publications<>(
        store,
        publisher,
        wording,
        metrics,
        InstantSource.system(),
        properties.publishPatience(),
        properties.settleMargin());
  }

  @Bean
  GroupMirror groupMirror(
      GroupStore store,
      Publications<Group, GroupContent> publications,
      DocumentPublisher publisher,
      GroupRules rules,
      ApplicationUsages usages) {
    return new GroupMirror(
        store,
        publications,
        publisher,
        rules,
        usages.find(ApplicationUsages.GROUPS).orElseThrow(),
        InstantSource.system());
  }

  /// @param keeper of groups, where it is not this server
  @Bean
  GroupDocuments groupDocuments(
      GroupStore store,
      Publications<Group, GroupContent> publications,
      GroupWording wording,
      @Qualifier("groupKeeper") ObjectProvider<Keeper> keeper) {
    return new GroupDocuments(
        store,
        publications,
        wording,
        keeper.getIfAvailable(() -> Keeper.NOBODY),
        InstantSource.system());
  }

  @Bean
  Corrections<GroupContent> groupCorrections(
      GroupStore store,
      DocumentPublisher publisher,
      GroupWording wording,
      @Qualifier("groupMetrics") PublicationMetrics metrics,
      XdmProperties properties) {
    return new Corrections<>(
        store,
        publisher,
        wording,
        metrics,
        InstantSource.system(),
        properties.publishPatience(),
        properties.correctionInterval());
  }
}
