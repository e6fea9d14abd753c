package org.parlour.conference.participating;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.ServedUser;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;

/// Answers to requests that concern a user.
final class UserAnswers {
  private UserAnswers() {}

  static Effect of(
      ServedUser user, SipRequest r, int status, @Nullable String tag, SipHeaders headers) {
    return new Effect.ToEdge(
        r.replyTo().edge(),
        new SendAnswer(
            user.key(),
            r.transaction(),
            r.replyTo(),
            r.skeleton(),
            status,
            tag,
            headers,
            SipContent.NONE,
            List.of()));
  }

  /// Of an answer that opens no dialog: the same each time the request comes.
  static @Nullable String tag(SipRequest r) {
    return r.dialog().localTag() == null ? Derived.token("", r.transaction().value(), 0) : null;
  }
}
