package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.document.PublicationStore.Publication;
import org.parlour.xdm.support.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class PostgresGroupStoreIT extends GroupStoreContract {
  private static final DataSource DATABASE = TestDatabase.create().dataSource();
  private static final GroupStore STORE = migrated();
  private static final String INDEX_SCANS =
      """
      select idx_scan from pg_stat_user_indexes where indexrelname = 'group_document_by_text'""";

  private static GroupStore migrated() {
    Flyway.configure()
        .dataSource(DATABASE)
        .locations("classpath:db/migration/xdm")
        .schemas("xdm")
        .load()
        .migrate();
    return on(DATABASE);
  }

  private static GroupStore on(DataSource database) {
    LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(database);
    factory.setPackagesToScan("org.parlour.xdm.document");
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.afterPropertiesSet();
    EntityManagerFactory entities = Objects.requireNonNull(factory.getObject());
    return new PostgresGroupStore(
        database,
        SharedEntityManagerCreator.createSharedEntityManager(entities),
        new JpaTransactionManager(entities),
        new AuditTrail(database, (_, _, _, _) -> {}),
        new GroupReferences(database, ReferredLists.NONE, "resource-lists"));
  }

  @Override
  GroupStore store() {
    new JdbcTemplate(DATABASE).execute("truncate xdm.group_document, xdm.group_publication");
    return STORE;
  }

  @Test
  void aNewChangeWaitsForTheCorrectionThatIsUnderWay() throws Exception {
    GroupStore store = store();
    store.prepare(TEAM, _ -> {}, Duration.ZERO);
    CountDownLatch correcting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService others = Executors.newFixedThreadPool(2)) {
      Future<Long> corrected =
          others.submit(
              () -> {
                long[] published = new long[1];
                store.correctOne(
                    (_, version, _) -> {
                      published[0] = version;
                      correcting.countDown();
                      await(goOn);
                    });
                return published[0];
              });
      await(correcting);
      // another instance's relay passes by the row that is locked
      assertThat(store.correctOne((_, _, _) -> {})).isFalse();
      Future<Publication<Group>> next =
          others.submit(() -> store.prepare(TEAM, _ -> {}, Duration.ofHours(1)));
      goOn.countDown();
      assertThat(next.get().version()).isGreaterThan(corrected.get());
      store.settle(next.get(), content("next"));
      assertThat(store.unsettled()).isZero();
    }
  }

  @Test
  void readsAnIndexToFindOneOfManyGroupsHoweverOften() throws SQLException {
    GroupStore _ = store();
    int times = 50;
    SingleConnectionDataSource one = new SingleConnectionDataSource(DATABASE.getConnection(), true);
    try (one) {
      JdbcTemplate jdbc = new JdbcTemplate(one);
      jdbc.execute(
          """
          insert into xdm.group_document (uri, version, display_name, xui, name, updated, body)
          select 'sip:g' || n || '@im.example.org', n, md5(n::text), '', n::text, now(), ''
          from generate_series(1, 20000) n""");
      jdbc.execute("analyze xdm.group_document");
      GroupStore store = on(one);
      for (int i = 0; i < times; i++) {
        assertThat(store.list(null, "g1234@", 26)).hasSize(1);
      }
      jdbc.execute("select pg_stat_force_next_flush()");
      assertThat(jdbc.queryForObject(INDEX_SCANS, Long.class)).isGreaterThanOrEqualTo(times);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
