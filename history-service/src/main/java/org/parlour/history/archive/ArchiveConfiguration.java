package org.parlour.history.archive;

import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.parlour.history.config.HistoryProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
  @Bean
  ConversationArchive conversationArchive(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      HistoryProperties properties) {
    return new PostgresConversationArchive(
        database, entities, transactions, (int) properties.inlineLimit().toBytes());
  }
}
