package org.parlour.conference.participating;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.conference.state.ServedUser;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;

/// Answers to requests that concern a user.
final class UserAnswers {
  private UserAnswers() {}

  static Effect of(
      ServedUser user, SipRequest r, int status, @Nullable String tag, SipHeaders headers) {
    return Effects.answer(user.key(), r, status, tag, headers);
  }

  /// Of an answer that opens no dialog: the same each time the request comes.
  static @Nullable String tag(SipRequest r) {
    return Effects.tag(r);
  }
}
