package org.parlour.xdm.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.audit.AuditEntry;
import org.parlour.xdm.audit.AuditEntry.Action;
import org.parlour.xdm.audit.AuditFilter;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.jdbc.support.JdbcTransactionManager;

class PostgresDocumentStoreIT {
  private static final int WRITERS = 8;
  private static final int EACH = 25;
  private static final DocumentSelector COUNTER =
      new DocumentSelector("test-app", "sip:alice@example.org", "counter");

  private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
  private final DataSource database = migrated();
  private final AuditTrail trail =
      new AuditTrail(database, (_, _, version, present) -> told.add(present ? version : -version));
  private final DocumentHome documents =
      new PostgresDocumentStore(
          database, new JdbcTransactionManager(database), _ -> Integer.MAX_VALUE, trail);

  private static DataSource migrated() {
    DataSource database = TestDatabase.create().dataSource();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/xdm")
        .schemas("xdm")
        .load()
        .migrate();
    return database;
  }

  @Test
  void eachChangeSeesTheOneBefore() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(
            threads.submit(
                () -> {
                  for (int turn = 0; turn < EACH; turn++) {
                    long _ = documents.change(COUNTER, PostgresDocumentStoreIT::counted);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        Object _ = writer.get();
      }
    }

    assertThat(documents.find(COUNTER).orElseThrow().document().text())
        .isEqualTo("<n>" + WRITERS * EACH + "</n>");
    assertThat(trail.list(Long.MAX_VALUE, AuditFilter.ALL, 1000)).hasSize(WRITERS * EACH);
  }

  private static XmlDocument counted(@Nullable StoredDocument current) {
    int before =
        current == null ? 0 : Integer.parseInt(current.document().text().replaceAll("\\D", ""));
    return XmlDocument.stored(("<n>" + (before + 1) + "</n>").getBytes(UTF_8));
  }

  @Test
  void aChangeIsNotedUnderItsVersion() {
    long created = documents.change(COUNTER, PostgresDocumentStoreIT::counted);
    long replaced = documents.change(COUNTER, PostgresDocumentStoreIT::counted);
    long deleted = documents.change(COUNTER, _ -> null);
    long nothing = documents.change(COUNTER, _ -> null);

    assertThat(nothing).isZero();
    assertThat(trail.list(Long.MAX_VALUE, AuditFilter.ALL, 10))
        .extracting(AuditEntry::version, AuditEntry::action, AuditEntry::change)
        .containsExactly(
            tuple(deleted, Action.DELETED, "@@ line 1\n-<n>2</n>"),
            tuple(replaced, Action.REPLACED, "@@ line 1\n-<n>1</n>\n+<n>2</n>"),
            tuple(created, Action.CREATED, "@@ line 1\n+<n>1</n>"));
    assertThat(told).containsExactly(created, replaced, -deleted);
  }
}
