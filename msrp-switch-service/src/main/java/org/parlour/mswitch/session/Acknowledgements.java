package org.parlour.mswitch.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.transfer.ReportRules;
import org.parlour.mswitch.switching.Refusal;

/// The answers that complete a message. For an archived session they wait until Kafka has every
/// chunk of the copy (architecture §6): after a while without acknowledgement the session's
/// connections are not read from, later the sender is answered 408. A connection that other
/// sessions share is read from all the same, and what begins on it is answered 408 at once. Runs on
/// the session's loop.
final class Acknowledgements {
  private static final class Waiting {
    private final Leg leg;
    private final @Nullable Connection connection;
    private final RequestHead head;
    private final String messageId;
    private final long octets;
    private final long sinceNanos;
    private boolean settled;

    private Waiting(Leg leg, RequestHead head, String messageId, long octets, long sinceNanos) {
      this.leg = leg;
      this.connection = leg.connection();
      this.head = head;
      this.messageId = messageId;
      this.octets = octets;
      this.sinceNanos = sinceNanos;
    }
  }

  private final SwitchSession session;
  private final Shared shared;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /// Stored, but the switch is fenced: whether they reach everybody is for others to say.
  private final List<Waiting> fenced = new ArrayList<>();
  private boolean suspended;

  Acknowledgements(SwitchSession session) {
    this.session = session;
    this.shared = session.shared();
  }

  /// How many messages are not acknowledged yet.
  int waiting() {
    return waiting.size() + fenced.size();
  }

  /// `transfer` is complete and handed to all receivers.
  void complete(Leg leg, Transfer transfer) {
    CompletableFuture<Void> stored = transfer.stored();
    Copies copies = transfer.copies();
    if (copies != null) {
      leg.lately().add(copies.start(), stored, shared.time().nanos());
    }
    Waiting answer =
        new Waiting(
            leg, transfer.head(), transfer.messageId(), transfer.received(), shared.time().nanos());
    if (stored.isDone() && !stored.isCompletedExceptionally()) {
      accept(answer);
      return;
    }
    waiting.add(answer);
    var _ =
        stored.whenComplete(
            (nothing, failure) -> session.onLoop(() -> settle(answer, failure == null)));
  }

  private void settle(Waiting answer, boolean stored) {
    if (answer.settled) {
      return;
    }
    waiting.remove(answer);
    if (stored) {
      shared.metrics().stored(shared.time().nanos() - answer.sinceNanos);
      accept(answer);
    } else {
      giveUp(answer);
    }
    resumeWhenAllIsWell();
    session.flush();
  }

  private void accept(Waiting answer) {
    answer.settled = true;
    if (session.worker().fence().isShut()) {
      fenced.add(answer);
      return;
    }
    Leg leg = answer.leg;
    if (leg.isGone() || leg.connection() == null || leg.connection() != answer.connection) {
      return;
    }
    if (session.departure().isOverdue()) {
      leave(answer);
      return;
    }
    session.answer(leg, answer.head, MsrpStatus.OK);
    if (ReportRules.reportsSuccess(answer.head)) {
      ByteRange whole = ByteRange.of(1, answer.octets, answer.octets);
      report(leg, answer.head, answer.messageId, whole, MsrpStatus.OK);
    }
  }

  /// Too late for this switch. Who waits for an answer says it again at the next one; who takes
  /// silence for success hears that it is none.
  private void leave(Waiting answer) {
    if (answer.head.failureReport() == FailureReport.PARTIAL) {
      session.refuse(answer.leg, answer.head, Refusal.LEFT);
    }
  }

  private void report(
      Leg leg, RequestHead head, String messageId, ByteRange range, MsrpStatus status) {
    session.worker().frames().report(leg.output(), head, messageId, range, status);
    session.touch(leg);
  }

  /// A message fails after chunks of it were answered (RFC 4975 §7.1.2, reference §6.3).
  void failed(Leg leg, Transfer transfer, MsrpStatus status) {
    if (leg.connection() != null && ReportRules.reportsFailure(transfer.head())) {
      ByteRange range = ByteRange.of(1, transfer.received(), transfer.total());
      report(leg, transfer.head(), transfer.messageId(), range, status);
    }
  }

  /// There is no copy, or nobody knows. By default the sender hears so; an operator may let the
  /// conversation go on instead.
  private void giveUp(Waiting answer) {
    if (shared.limits().storeFailOpen()) {
      shared.metrics().unstored();
      accept(answer);
    } else {
      refuse(answer);
    }
  }

  private void refuse(Waiting answer) {
    answer.settled = true;
    if (!answer.leg.isGone() && answer.leg.connection() == answer.connection) {
      session.refuse(answer.leg, answer.head, Refusal.NOT_STORED);
    }
  }

  void tick(long nowNanos) {
    if (!fenced.isEmpty() && !session.worker().fence().isShut()) {
      List<Waiting> proven = List.copyOf(fenced);
      fenced.clear();
      proven.forEach(this::accept);
    }
    SessionLimits limits = shared.limits();
    boolean open = limits.storeFailOpen();
    long patience = (open ? limits.storeSuspend() : limits.storeTimeout()).toNanos();
    Iterator<Waiting> answers = waiting.iterator();
    while (answers.hasNext()) {
      Waiting answer = answers.next();
      if (nowNanos - answer.sinceNanos <= patience) {
        break;
      }
      answers.remove();
      giveUp(answer);
    }
    boolean stalled = !open && unstoredNanos(nowNanos) > limits.storeSuspend().toNanos();
    if (stalled && !suspended) {
      suspended = true;
      shared.metrics().suspended();
      session.legs().values().forEach(this::bound);
    }
    resumeWhenAllIsWell();
  }

  /// How long Kafka has not acknowledged the oldest copy, of whole messages or of those that are
  /// still coming.
  private long unstoredNanos(long nowNanos) {
    Waiting oldest = waiting.peek();
    long longest = oldest == null ? 0 : nowNanos - oldest.sinceNanos;
    for (Leg leg : session.legs().values()) {
      for (Transfer transfer : leg.transfers().values()) {
        Copies copies = transfer.copies();
        if (copies != null && transfer.refusal() == null) {
          longest = Math.max(longest, copies.unstoredNanos(nowNanos));
        }
      }
    }
    return longest;
  }

  /// Whether the copies of a message that is still coming have waited too long.
  boolean isLost(Transfer transfer, long nowNanos) {
    Copies copies = transfer.copies();
    SessionLimits limits = shared.limits();
    return copies != null
        && !limits.storeFailOpen()
        && copies.unstoredNanos(nowNanos) > limits.storeTimeout().toNanos();
  }

  /// Whether Kafka is silent, and the leg's connection is read from for the sake of others.
  boolean isStalledFor(Leg leg) {
    return suspended && !leg.suspended();
  }

  private void resumeWhenAllIsWell() {
    if (suspended
        && unstoredNanos(shared.time().nanos()) <= shared.limits().storeSuspend().toNanos()
        && waiting.isEmpty()) {
      suspended = false;
      session.legs().values().forEach(this::release);
    }
  }

  /// The leg has a connection: it is not read from either, while Kafka is silent.
  void bound(Leg leg) {
    Connection connection = leg.connection();
    if (suspended && connection != null && !leg.suspended() && !connection.isSharedBy(session)) {
      leg.suspended(true);
      connection.suspend();
    }
  }

  private void release(Leg leg) {
    Connection connection = leg.connection();
    if (leg.suspended()) {
      leg.suspended(false);
      if (connection != null) {
        connection.resume();
      }
    }
  }

  /// The leg loses its connection.
  void abandon(Leg leg) {
    release(leg);
  }
}
