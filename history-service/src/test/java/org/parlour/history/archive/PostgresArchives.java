package org.parlour.history.archive;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.parlour.history.support.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/// PostgreSQL archives without a Spring context, over one database.
final class PostgresArchives {
  private final DataSource database;
  private final ConversationArchive archive;

  PostgresArchives(int inlineLimit) {
    database = TestDatabase.create().dataSource();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/history")
        .schemas("history")
        .load()
        .migrate();
    LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(database);
    factory.setPackagesToScan("org.parlour.history.archive");
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.afterPropertiesSet();
    EntityManagerFactory entities = Objects.requireNonNull(factory.getObject());
    EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(entities);
    archive =
        new PostgresConversationArchive(
            database, shared, new JpaTransactionManager(entities), inlineLimit);
  }

  ConversationArchive emptied() {
    jdbc().execute("truncate history.conversation cascade");
    return archive;
  }

  JdbcTemplate jdbc() {
    return new JdbcTemplate(database);
  }
}
