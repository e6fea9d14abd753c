package org.parlour.history.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.parlour.contracts.routing.PublicId;

/// Makes a conversation's id out of the name of its recording: whatever part of it comes first
/// knows the id without asking, and the id tells nobody the name.
final class RecordingIds {
  private RecordingIds() {}

  static UUID of(String recording) {
    return PublicId.of(recording);
  }

  /// PostgreSQL's resolution: what is compared must have been cut alike.
  static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
