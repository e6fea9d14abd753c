package org.parlour.conference.pager;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Messages to groups and sessions in the archive: those of one target and one day (UTC) are a
/// conversation of their own, apart from what is said over MSRP. It ends with each message, so that
/// it has ended when the last one came.
public final class PagerArchive {
  private static final NameAddress ANONYMOUS =
      new NameAddress("Anonymous", ImAddress.sip("anonymous", "anonymous.invalid"));

  private PagerArchive() {}

  /// @param group null for an ad-hoc session
  /// @param shown the sender as participants know it; null for one that is in no session
  public static void keep(
      PagerTurn t, PagerRequest request, @Nullable ImAddress group, @Nullable NameAddress shown) {
    if (!t.policy().pager().archive()) {
      return;
    }
    NameAddress sender =
        shown != null ? shown : request.anonymous() ? ANONYMOUS : request.originator();
    String recording = recording(t.at(), request.target());
    t.emit(
        new Effect.ToHistory(
            new HistoryCommand.ConversationStarted(
                recording,
                t.at(),
                request.target(),
                group,
                request.request().carried().get("Subject"),
                sender.address())));
    t.emit(
        new Effect.ToMessages(
            new MessageRecord.Chunk(
                recording,
                Fanout.id(request.request()),
                ChronoUnit.MICROS.between(Instant.EPOCH, t.at()),
                t.at(),
                sender.address(),
                sender.displayName(),
                null,
                request.message().contentType(),
                0,
                request.message().body(),
                true,
                false)));
    t.emit(new Effect.ToHistory(new HistoryCommand.ConversationEnded(recording, t.at())));
  }

  private static String recording(Instant at, ImAddress target) {
    long day = at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    return Derived.token("", "pager " + target, day);
  }
}
