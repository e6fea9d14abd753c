package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;

/// Effects of one decision, while it is made.
public final class Effects {
  private Effects() {}

  /// The answer to a request that changes no more than it says.
  ///
  /// @param tag ours; null when the request has one
  public static Effect answer(
      AggregateKey key, SipRequest r, int status, @Nullable String tag, SipHeaders headers) {
    return new Effect.ToEdge(
        r.replyTo().edge(),
        new SendAnswer(
            key,
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
  public static @Nullable String tag(SipRequest r) {
    return r.dialog().localTag() == null ? Derived.token("", r.transaction().value(), 0) : null;
  }

  /// Lets `request` travel with the last answer in `effects`, so that one edge sends both in order.
  ///
  /// @return false when there is no 2xx of its dialog
  public static boolean follow(List<Effect> effects, SendRequest request) {
    for (int i = effects.size() - 1; i >= 0; i--) {
      if (effects.get(i) instanceof Effect.ToEdge(int edge, SendAnswer a)
          && a.status() / 100 == 2
          && a.skeleton().callId().equals(request.callId())) {
        List<SendRequest> then = new ArrayList<>(a.then());
        then.add(request);
        effects.set(
            i,
            new Effect.ToEdge(
                edge,
                new SendAnswer(
                    a.key(),
                    a.transaction(),
                    a.replyTo(),
                    a.skeleton(),
                    a.status(),
                    a.toTag(),
                    a.headers(),
                    a.content(),
                    then)));
        return true;
      }
    }
    return false;
  }
}
