package org.parlour.mswitch.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.routing.PublicId;
import org.parlour.msrp.message.RequestHead;
import org.parlour.protocol.address.ImAddress;

/// Under which name copies are published.
///
/// @param transit not for the archive
record Recorded(String name, boolean transit) {
  /// Of a session that is not archived. Every switch finds the same, and it does not tell S.
  static Recorded inTransit(ImAddress session) {
    return new Recorded("transit:" + PublicId.of(session.toString()), true);
  }

  /// Whether a message is acknowledged only when it is copied (architecture §6).
  boolean takes(RequestHead head) {
    return !transit || head.successReport();
  }

  /// Says that from now on what earlier epochs record does not count.
  MessageRecord.TakenOver takenOver(long epoch, Instant at) {
    return new MessageRecord.TakenOver(name, Copies.firstOf(epoch), at, transit);
  }

  static Recorded of(@Nullable String recording, ImAddress session) {
    return recording == null ? inTransit(session) : new Recorded(recording, false);
  }
}
