package org.parlour.conference.pager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.PagerCopy;
import org.parlour.conference.state.PagerMessage;
import org.parlour.conference.state.PagerProgress;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.SipHeaders;

/// The sending of one message to several users: a window of copies in flight, each with its own
/// outcome, and an end at the deadline whatever happens.
public final class Fanout {
  /// The timer of a message; its id follows.
  public static final String TIMER = "pager:";

  /// By then an edge has said something about a copy: what it did not say is a 408. The request
  /// itself cannot be repeated for so long (RFC 3261 §17.1.2.2), so a message is remembered at
  /// least until then.
  static final Duration GUARD = Duration.ofSeconds(40);

  private static final int ACCEPTED = 202;
  private static final int MERGED_REQUEST = 482;
  private static final int TIMEOUT = 408;
  private static final int UNAVAILABLE = 503;

  private Fanout() {}

  /// Answers a request whose message is here already: a retransmission gets the 202 again, the same
  /// request by another way 482 (RFC 3261 §8.2.2.2).
  ///
  /// @return whether it was answered
  public static boolean knows(PagerTurn t, SipRequest r) {
    PagerMessage known = t.fanouts().messages().get(id(r));
    if (known != null) {
      boolean same = known.transaction().equals(r.transaction());
      t.answer(r, same ? ACCEPTED : MERGED_REQUEST, SipHeaders.NONE);
    }
    return known != null;
  }

  static String id(SipRequest r) {
    String from = r.dialog().remoteTag() == null ? "" : r.dialog().remoteTag();
    return Derived.token(r.dialog().callId(), from, r.cseq());
  }

  /// 8.3.1.1.1-7 and -8: answered once, whatever the recipients will say.
  ///
  /// @param unreachable recipients to whom nothing may be sent
  public static void start(
      PagerTurn t, SipRequest r, PagerMessage message, List<PagerRecipient> unreachable) {
    t.answer(r, ACCEPTED, SipHeaders.NONE);
    relay(t, message);
    for (int i = 0; i < unreachable.size(); i++) {
      Reports.failed(t, message, unreachable.get(i), -1 - i);
    }
  }

  /// What nobody waits for an answer to is sent on.
  public static void relay(PagerTurn t, PagerMessage message) {
    t.apply(new Event.PagerAccepted(message));
    fill(t, message);
    t.setTimer(TIMER + message.id(), GUARD);
  }

  /// A response to something that we sent, or its absence.
  ///
  /// @return whether it was a copy of a pager message
  public static boolean answered(PagerTurn t, RequestId request, int status) {
    PagerCopy copy = copy(t, request);
    if (copy == null) {
      return false;
    }
    if (status >= 200) {
      finished(t, copy, status);
      fill(t, t.fanouts().message(copy.message()));
    }
    return true;
  }

  /// A time-out is a 408, a transport error a 503 (RFC 3261 §8.1.3.1).
  public static int statusOf(RequestFailed.Cause cause) {
    return switch (cause) {
      case TIMEOUT -> TIMEOUT;
      case TRANSPORT -> UNAVAILABLE;
    };
  }

  private static @Nullable PagerCopy copy(PagerTurn t, RequestId request) {
    String tag = Branch.tag(request);
    return tag == null ? null : t.fanouts().copies().get(tag);
  }

  private static void finished(PagerTurn t, PagerCopy copy, int status) {
    PagerMessage message = t.fanouts().message(copy.message());
    PagerProgress progress = t.fanouts().progressOf(message.id()).finished();
    t.apply(new Event.CopyFinished(copy, status, progress));
    if (status >= 300) {
      Reports.failed(t, message, message.recipients().get(copy.recipient()), copy.recipient());
    }
  }

  /// Sends as many copies as the window has room for.
  private static void fill(PagerTurn t, PagerMessage message) {
    PagerProgress progress = t.fanouts().progressOf(message.id());
    while (progress.open() < t.policy().pager().window()
        && progress.next() < message.recipients().size()) {
      PagerCopy copy = Copies.next(message, progress, t.at());
      progress = progress.sent();
      t.apply(new Event.CopySent(copy, progress));
      t.emit(new Effect.ToAnyEdge(Copies.request(t.key(), message, copy)));
    }
  }

  /// The message's timer fired: gives up copies that nobody spoke of, and the whole at its
  /// deadline.
  public static void due(PagerTurn t, String id) {
    PagerMessage message = t.fanouts().messages().get(id);
    if (message == null) {
      return;
    }
    boolean over = !t.at().isBefore(message.deadline());
    Instant silentSince = t.at().minus(GUARD);
    for (PagerCopy copy : copiesOf(t, message)) {
      if (over || !copy.sentAt().isAfter(silentSince)) {
        finished(t, copy, TIMEOUT);
      }
    }
    if (over) {
      giveUpTheRest(t, message);
      return;
    }
    fill(t, message);
    PagerProgress progress = t.fanouts().progressOf(id);
    if (progress.open() == 0 && progress.next() == message.recipients().size()) {
      t.apply(new Event.PagerEnded(id));
    } else {
      t.setTimer(TIMER + id, Duration.between(t.at(), nextDue(t, message)));
    }
  }

  private static void giveUpTheRest(PagerTurn t, PagerMessage message) {
    int from = t.fanouts().progressOf(message.id()).next();
    for (int i = from; i < message.recipients().size(); i++) {
      Reports.failed(t, message, message.recipients().get(i), i);
    }
    t.apply(new Event.PagerEnded(message.id()));
  }

  private static Instant nextDue(PagerTurn t, PagerMessage message) {
    Instant due = message.deadline();
    for (PagerCopy copy : copiesOf(t, message)) {
      Instant guard = copy.sentAt().plus(GUARD);
      due = guard.isBefore(due) ? guard : due;
    }
    return due;
  }

  private static List<PagerCopy> copiesOf(PagerTurn t, PagerMessage message) {
    return t.fanouts().copies().values().stream()
        .filter(copy -> copy.message().equals(message.id()))
        .toList();
  }
}
