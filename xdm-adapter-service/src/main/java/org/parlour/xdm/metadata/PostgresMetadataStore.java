package org.parlour.xdm.metadata;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Metadata in PostgreSQL: a document, what is known of its commands and the audit trail change in
/// one transaction.
final class PostgresMetadataStore implements MetadataStore {
  /// Changes a row only where the revision is higher. Whoever else obeys a command about the entry
  /// waits for this transaction.
  private static final String REMEMBER =
      """
      insert into xdm.metadata_revision as row (auid, xui, reference, revision, at)
      values (?, ?, ?, ?, now())
      on conflict (auid, xui, reference) do update
        set revision = excluded.revision, at = excluded.at
        where row.revision < excluded.revision""";

  private static final String FORGET =
      """
      delete from xdm.metadata_revision where at < now() - make_interval(secs => ?)""";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate writing;
  private final DocumentHome documents;
  private final MetadataEditor editor;

  /// @param documents joins the transaction that is open on its thread
  PostgresMetadataStore(
      DataSource database,
      PlatformTransactionManager transactions,
      DocumentHome documents,
      MetadataEditor editor) {
    this.jdbc = new JdbcTemplate(database);
    this.writing = new TransactionTemplate(transactions);
    this.documents = documents;
    this.editor = editor;
  }

  @Override
  public Outcome obey(DocumentSelector document, List<MetadataCommand> commands) {
    return requireNonNull(writing.execute(_ -> obeyed(document, commands)));
  }

  private Outcome obeyed(DocumentSelector document, List<MetadataCommand> commands) {
    Map<ImAddress, MetadataCommand> latest = new LinkedHashMap<>();
    int repeated = 0;
    for (MetadataCommand command : commands) {
      if (isNew(document, command)) {
        latest.put(command.reference(), command);
      } else {
        repeated++;
      }
    }
    return new Outcome(repeated, changed(document, List.copyOf(latest.values())));
  }

  private boolean isNew(DocumentSelector document, MetadataCommand command) {
    return jdbc.update(
            REMEMBER,
            document.auid(),
            document.xui(),
            command.reference().toString(),
            command.revision())
        == 1;
  }

  /// @return how many entries were dropped
  private int changed(DocumentSelector document, List<MetadataCommand> commands) {
    @Nullable XmlDocument said =
        documents.find(document).map(PostgresMetadataStore::parsed).orElse(null);
    XmlDocument wanted = editor.edited(said, commands).document();
    if (wanted == null || wanted.equals(said)) {
      return 0;
    }
    int[] dropped = new int[1];
    documents.change(
        document,
        current -> {
          MetadataEditor.Edited edited =
              editor.edited(current == null ? null : parsed(current), commands);
          dropped[0] = edited.dropped();
          return edited.document();
        });
    return dropped[0];
  }

  private static XmlDocument parsed(StoredDocument document) {
    try {
      return XmlDocument.parse(document.body());
    } catch (BrokenXmlException e) {
      throw new IllegalStateException("stored document: " + e.getMessage(), e);
    }
  }

  @Override
  public int forget(Duration memory) {
    return jdbc.update(FORGET, memory.toSeconds());
  }
}
