package org.parlour.history.ingest;

import java.time.InstantSource;
import java.util.List;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.history.archive.ConversationArchive;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordHandler;
import org.parlour.support.observe.Hops;

/// Brings the message records of one poll into the archive, in one transaction, but for those that
/// are only in transit between switches.
final class MessageIngestion implements RecordHandler<MessageRecord> {
  private final ConversationArchive archive;
  private final IngestMetrics metrics;
  private final Hops hops;
  private final InstantSource clock;

  MessageIngestion(
      ConversationArchive archive, IngestMetrics metrics, Hops hops, InstantSource clock) {
    this.archive = archive;
    this.metrics = metrics;
    this.hops = hops;
    this.clock = clock;
  }

  @Override
  public void handle(List<ReceivedRecord<MessageRecord>> records) throws RetryLater {
    List<MessageRecord> values =
        records.stream()
            .map(ReceivedRecord::value)
            .filter(MessageIngestion::isForTheArchive)
            .toList();
    Away.unlessReachable(() -> metrics.stored(archive.store(values)));
    metrics.delay(values, clock.instant());
    Archived.note(hops, records);
  }

  private static boolean isForTheArchive(MessageRecord record) {
    return switch (record) {
      case MessageRecord.Chunk chunk -> !chunk.transit();
      case MessageRecord.TakenOver takenOver -> !takenOver.transit();
      case MessageRecord.Aborted _ -> true; // nothing of it is there, else
    };
  }
}
