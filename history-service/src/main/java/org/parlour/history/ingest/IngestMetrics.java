package org.parlour.history.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.parlour.history.archive.Stored;

/// What the archive took in.
///
/// - `im.history.messages{outcome}`: messages, and what came of them
/// - `im.history.commands`: commands, repeated ones included
/// - `im.history.delay`: from the first octet at the switch to the row in the database
final class IngestMetrics {
  private static final String OUTCOME = "outcome";

  /// An incomplete message counts as `STORED` too.
  private enum Outcome {
    STORED,
    DUPLICATE,
    INCOMPLETE,
    ABORTED,
    LATE
  }

  private final MeterRegistry registry;
  private final Counter commands;
  private final Timer delay;

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.commands = registry.counter("im.history.commands");
    this.delay = registry.timer("im.history.delay");
    stored(Stored.NOTHING);
  }

  void commands(int count) {
    commands.increment(count);
  }

  void stored(Stored stored) {
    count(Outcome.STORED, stored.messages());
    count(Outcome.DUPLICATE, stored.duplicates());
    count(Outcome.INCOMPLETE, stored.incomplete());
    count(Outcome.ABORTED, stored.aborted());
    count(Outcome.LATE, stored.late());
  }

  void delay(List<MessageRecord> records, Instant now) {
    for (MessageRecord record : records) {
      if (record instanceof Chunk chunk && chunk.last()) {
        delay.record(Duration.between(chunk.receivedAt(), now));
      }
    }
  }

  private void count(Outcome outcome, int messages) {
    registry
        .counter("im.history.messages", OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
        .increment(messages);
  }
}
