package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
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
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class PostgresGroupStoreIT extends GroupStoreContract {
  private static final DataSource DATABASE = TestDatabase.create().dataSource();
  private static final GroupStore STORE = migrated();

  private static GroupStore migrated() {
    Flyway.configure()
        .dataSource(DATABASE)
        .locations("classpath:db/migration/xdm")
        .schemas("xdm")
        .load()
        .migrate();
    LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(DATABASE);
    factory.setPackagesToScan("org.parlour.xdm.document");
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.afterPropertiesSet();
    EntityManagerFactory entities = Objects.requireNonNull(factory.getObject());
    return new PostgresGroupStore(
        DATABASE,
        SharedEntityManagerCreator.createSharedEntityManager(entities),
        new JpaTransactionManager(entities),
        new AuditTrail(DATABASE, (_, _, _) -> {}));
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
  void readsAnIndexToFindOneOfManyGroups() {
    GroupStore _ = store();
    JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
    jdbc.execute(
        """
        insert into xdm.group_document (uri, version, display_name, xui, name, updated, body)
        select 'sip:g' || n || '@im.example.org', n, md5(n::text), '', n::text, now(), ''
        from generate_series(1, 20000) n""");
    jdbc.execute("analyze xdm.group_document");
    List<String> plan =
        jdbc.queryForList(
            """
            explain select * from xdm.group_document
            where uri > '' and (uri ilike '%g1234@%' or display_name ilike '%g1234@%')
            order by uri limit 26""",
            String.class);
    assertThat(plan).anyMatch(line -> line.contains("group_document_by_text"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
