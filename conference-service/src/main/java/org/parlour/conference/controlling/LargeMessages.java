package org.parlour.conference.controlling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;

/// Large-message mode (reference §7.2): a session that carries one message, which is too big for a
/// MESSAGE, from its initiator to a list of users. It goes through the switch as it comes. So the
/// initiator is answered when everybody who was asked has said something, and the session ends
/// after the initiator left, as soon as the switch has brought everything to its end.
final class LargeMessages {
  static final String FEATURE = "+g.oma.sip-im.large-message";

  /// What recipients may take to read what was accepted. It is longer than a switch holds a session
  /// that was handed over.
  static final Duration READING = Duration.ofSeconds(15);

  private static final String FILE = "file-selector";

  private LargeMessages() {}

  /// Whether an INVITE to F is for one message: it says so, or it offers only to send, and no file
  /// (D-16).
  static boolean isAskedFor(SipRequest r, MsrpMedia stream) {
    return isNamed(r)
        || (stream.direction() == Direction.SENDONLY
            && stream.others().stream().noneMatch(attribute -> attribute.name().equals(FILE)));
  }

  /// Whether the request says by its feature tag that it is for one message.
  static boolean isNamed(SipRequest r) {
    return r.contact() != null && r.contact().featureTags().contains(FEATURE);
  }

  /// Whether the running session carries one message.
  static boolean isOne(Turn t) {
    SessionHead session = t.focus().running();
    return session != null && session.largeMessage();
  }

  /// How long an invitee may ring.
  static Duration patience(Turn t) {
    return isOne(t) ? t.policy().pager().largeAnswer() : t.policy().noAnswer();
  }

  /// Whether others may still come who would miss the message.
  static boolean waitsForOthers(Turn t) {
    return isOne(t) && t.focus().legs().first(Leg::ringing) != null;
  }

  /// Whether a description within a dialog would make another mode of it: refused with 488 (D-16).
  ///
  /// @param stream what is offered; null for nothing
  static boolean changesMode(Turn t, SipRequest r, Leg leg, @Nullable MsrpMedia stream) {
    if (!isOne(t)) {
      return isNamed(r);
    }
    MsrpMedia agreed = leg.media().remote();
    return stream != null && agreed != null && stream.direction() != agreed.direction();
  }

  /// Somebody left. When it was the initiator the message is said: recipients read it to its end.
  static void readWhenSaid(Turn t) {
    if (isOne(t)
        && t.session().awaiting() == null
        && t.focus().legs().first(leg -> leg.connected() && leg.dialledIn()) == null
        && !t.focus().timers().containsKey(TimerNames.HANDOVER)) {
      MediaPlane.handOver(t);
      t.setTimer(TimerNames.HANDOVER, READING);
    }
  }

  /// The switch says that everything was read, or there was time enough for it.
  static void read(Turn t) {
    if (isOne(t)) {
      Leaving.end(t, Leaving.RELEASED);
    }
  }
}
