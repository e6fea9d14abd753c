package org.parlour.mswitch.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parlour.mswitch.session.Transfer.Target;

/// Slows a sender down when *every* receiver of its message is behind: the fastest one sets the
/// pace, the slower ones are dropped when their queues are full, and nobody waits for them. Runs on
/// the session's loop.
final class Throttle {
  private final SwitchSession session;

  /// Who sent in the present batch, and to whom.
  private final Map<Leg, List<Target>> sent = new LinkedHashMap<>();

  private final Map<Leg, List<Target>> throttled = new LinkedHashMap<>();

  Throttle(SwitchSession session) {
    this.session = session;
  }

  /// `sender` put something into the queues of `targets`.
  void sent(Leg sender, List<Target> targets) {
    if (!targets.isEmpty()) {
      sent.put(sender, targets);
    }
  }

  /// After the queues were handed over.
  void evaluate() {
    if (sent.isEmpty()) {
      return;
    }
    int threshold = session.shared().limits().throttleBytes();
    sent.forEach(
        (sender, targets) -> {
          Connection connection = sender.connection();
          if (!sender.throttled() && connection != null && allBehind(targets, threshold)) {
            sender.throttled(true);
            connection.suspend();
            session.shared().metrics().throttled();
            throttled.put(sender, List.copyOf(targets));
            await(targets);
          }
        });
    sent.clear();
  }

  private static boolean allBehind(List<Target> targets, int threshold) {
    for (Target target : targets) {
      if (!target.leg().isGone() && target.leg().output().queuedBytes() <= threshold) {
        return false;
      }
    }
    return targets.stream().anyMatch(target -> !target.leg().isGone());
  }

  private void await(List<Target> targets) {
    int half = session.shared().limits().throttleBytes() / 2;
    for (Target target : targets) {
      if (target.leg().connection() != null) {
        target.leg().output().whenDrained(half, () -> session.onLoop(this::reconsider));
      }
    }
  }

  /// Lets those go on who have a receiver that caught up.
  void reconsider() {
    int half = session.shared().limits().throttleBytes() / 2;
    List<Leg> free = new ArrayList<>();
    throttled.forEach(
        (sender, targets) -> {
          if (!allBehind(targets, half)) {
            free.add(sender);
          }
        });
    free.forEach(this::abandon);
  }

  /// The leg is not throttled any more.
  void abandon(Leg leg) {
    sent.remove(leg);
    if (throttled.remove(leg) != null && leg.throttled()) {
      leg.throttled(false);
      Connection connection = leg.connection();
      if (connection != null) {
        connection.resume();
      }
    }
  }
}
