package org.parlour.xdm.command;

import java.util.ArrayList;
import java.util.List;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.UpstreamNotice;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.contracts.xdm.XdmCommand;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordHandler;
import org.parlour.support.observe.Hops;
import org.parlour.xdm.metadata.MetadataDocuments;
import org.parlour.xdm.watch.DocumentQuestions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/// Obeys the commands of one poll. Only a value that PostgreSQL refuses, or nobody can obey, makes
/// a record poison; whatever else goes wrong in the database may be better later.
final class CommandIngestion implements RecordHandler<XdmCommand> {
  private static final Logger LOG = LoggerFactory.getLogger(CommandIngestion.class);

  private final MetadataDocuments metadata;
  private final DocumentQuestions questions;
  private final UpstreamDesk upstream;
  private final Hops hops;

  CommandIngestion(
      MetadataDocuments metadata, DocumentQuestions questions, UpstreamDesk upstream, Hops hops) {
    this.metadata = metadata;
    this.questions = questions;
    this.upstream = upstream;
    this.hops = hops;
  }

  @Override
  public void handle(List<ReceivedRecord<XdmCommand>> records) throws RetryLater {
    List<MetadataCommand> entries = new ArrayList<>(records.size());
    List<Runnable> others = new ArrayList<>();
    for (ReceivedRecord<XdmCommand> record : records) {
      switch (record.value()) {
        case MetadataCommand command -> entries.add(command);
        case DocumentsQuestion question -> others.add(() -> questions.asked(question));
        case DocumentForgotten f -> others.add(() -> questions.forgotten(f));
        case UpstreamQuestion question -> upstream.asked(question);
        case UpstreamNotice notice -> others.add(() -> upstream.noticed(notice));
      }
    }
    try {
      metadata.obey(entries);
      others.forEach(Runnable::run);
    } catch (DataIntegrityViolationException e) {
      throw e;
    } catch (DataAccessException | TransactionException e) {
      throw new RetryLater("PostgreSQL: " + e.getMessage(), e);
    }
    records.forEach(this::note);
  }

  /// Each under its own correlation id, though one transaction may have obeyed many.
  private void note(ReceivedRecord<XdmCommand> record) {
    try (Hops.Hop _ = hops.begin("xdm command", record.origin())) {
      LOG.debug("obeyed {}", record.value().getClass().getSimpleName());
    }
  }
}
