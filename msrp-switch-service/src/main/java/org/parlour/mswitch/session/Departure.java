package org.parlour.mswitch.session;

import java.time.Duration;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.support.observe.Origin;

/// The end of a session at a switch that drains: staying → finishing → empty → left. What began
/// before is brought to its end; what comes later is not answered, for its sender says it again at
/// the next switch. A sender that takes silence for success (RFC 4975 §7.1.1) would not: what it
/// says is distributed as ever, as long as it says it here. What is not brought to its end in time
/// is not answered either: the next switch takes over without it. Runs on the session's loop.
final class Departure {
  private static final long FINISH_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long LINGER_NANOS = Duration.ofSeconds(10).toNanos();

  private enum Stage {
    STAYING,
    FINISHING,
    EMPTY
  }

  private final SwitchSession session;
  private Stage stage = Stage.STAYING;
  private boolean overdue;
  private long sinceNanos;

  Departure(SwitchSession session) {
    this.session = session;
  }

  void begin() {
    stage = Stage.FINISHING;
    sinceNanos = session.shared().time().nanos();
  }

  /// Whether the request belongs to something that began in time, or would be lost.
  boolean takes(Leg leg, MsrpRequest request) {
    RequestHead head = request.head();
    return stage == Stage.STAYING
        || (head.method() == MsrpMethod.SEND
            && (head.failureReport() != FailureReport.YES
                || leg.transfers().containsKey(String.valueOf(head.messageId()))));
  }

  /// Whether what begins now may miss legs that are at the next switch already: a sender that hears
  /// of failures can say it again there.
  boolean isTooLate(RequestHead head) {
    return stage == Stage.EMPTY && head.failureReport() != FailureReport.NO;
  }

  /// Says so when the last thing is done.
  void look() {
    if (stage != Stage.FINISHING) {
      return;
    }
    long now = session.shared().time().nanos();
    boolean quiet = isQuiet();
    if (quiet || now - sinceNanos > FINISH_NANOS) {
      overdue = !quiet;
      stage = Stage.EMPTY;
      sinceNanos = now;
    }
    if (quiet) {
      session
          .shared()
          .backbone()
          .tell(
              session.key(),
              new MediaEvent.HandedOver(session.shared().time().now(), session.epoch()),
              Origin.NONE);
    }
  }

  /// Whether the next switch takes over, sooner or later, and what is stored from now on counts for
  /// nobody.
  boolean isOverdue() {
    return overdue;
  }

  private boolean isQuiet() {
    if (session.acknowledgements().waiting() > 0) {
      return false;
    }
    for (Leg leg : session.legs().values()) {
      Held held = leg.held();
      boolean flushed = (held == null || held.isEmpty()) && leg.output().queuedBytes() == 0;
      if (!leg.isGone() && (!leg.transfers().isEmpty() || !flushed)) {
        return false;
      }
    }
    return true;
  }

  /// Whether all peers went, or were waited for long enough.
  boolean isOver(long nowNanos) {
    return stage == Stage.EMPTY
        && (nowNanos - sinceNanos > LINGER_NANOS
            || session.legs().values().stream().allMatch(leg -> leg.connection() == null));
  }
}
