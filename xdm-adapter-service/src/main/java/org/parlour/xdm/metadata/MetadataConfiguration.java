package org.parlour.xdm.metadata;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.tree.PostgresDocumentStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class MetadataConfiguration {
  /// What the server writes is within no quota of the user's.
  @Bean
  MetadataStore metadataStore(
      DataSource database,
      PlatformTransactionManager transactions,
      AuditTrail trail,
      MetadataProperties properties) {
    return new PostgresMetadataStore(
        database,
        transactions,
        new PostgresDocumentStore(database, transactions, _ -> Integer.MAX_VALUE, trail),
        new MetadataEditor(properties.maxEntries(), properties.maxBytes()));
  }

  @Bean
  MetadataDocuments metadataDocuments(MetadataStore store, MeterRegistry registry) {
    return new MetadataDocuments(store, new MetadataMetrics(registry));
  }

  @Bean
  MetadataMemory metadataMemory(MetadataStore store, MetadataProperties properties) {
    return new MetadataMemory(store, properties.memory());
  }
}
