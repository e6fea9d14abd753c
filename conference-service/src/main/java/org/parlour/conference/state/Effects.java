package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;

/// Effects of one decision, while it is made.
public final class Effects {
  private Effects() {}

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
