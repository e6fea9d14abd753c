package org.parlour.history.ingest;

import java.util.List;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.history.archive.ConversationArchive;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordHandler;
import org.parlour.support.observe.Hops;

/// Brings the commands of one poll into the archive, in one transaction.
final class CommandIngestion implements RecordHandler<HistoryCommand> {
  private final ConversationArchive archive;
  private final IngestMetrics metrics;
  private final Hops hops;

  CommandIngestion(ConversationArchive archive, IngestMetrics metrics, Hops hops) {
    this.archive = archive;
    this.metrics = metrics;
    this.hops = hops;
  }

  @Override
  public void handle(List<ReceivedRecord<HistoryCommand>> records) throws RetryLater {
    List<HistoryCommand> commands = records.stream().map(ReceivedRecord::value).toList();
    Away.unlessReachable(() -> archive.apply(commands));
    metrics.commands(commands.size());
    Archived.note(hops, records);
  }
}
