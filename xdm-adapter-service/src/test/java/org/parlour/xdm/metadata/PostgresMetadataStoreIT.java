package org.parlour.xdm.metadata;

import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.PostgresDocumentStore;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.xcap.DocumentSelector;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class PostgresMetadataStoreIT extends MetadataStoreContract {
  private static final DataSource DATABASE = migrated();
  private static final PlatformTransactionManager TRANSACTIONS =
      new JdbcTransactionManager(DATABASE);
  private static final DocumentHome DOCUMENTS =
      new PostgresDocumentStore(
          DATABASE,
          TRANSACTIONS,
          _ -> Integer.MAX_VALUE,
          new AuditTrail(DATABASE, (_, _, _, _) -> {}));
  private static final MetadataStore STORE =
      new PostgresMetadataStore(DATABASE, TRANSACTIONS, DOCUMENTS, EDITOR);

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

  @Override
  MetadataStore store() {
    new JdbcTemplate(DATABASE).execute("truncate xdm.document, xdm.metadata_revision");
    return STORE;
  }

  @Override
  Optional<StoredDocument> find(DocumentSelector document) {
    return DOCUMENTS.find(document);
  }

  @Override
  void delete(DocumentSelector document) {
    DOCUMENTS.change(document, _ -> null);
  }
}
