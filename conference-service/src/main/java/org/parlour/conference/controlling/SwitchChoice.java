package org.parlour.conference.controlling;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Leg;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;

/// Which of the live switches gets a session: the best of those that take what its participants
/// use. Lists of switches have the best first.
final class SwitchChoice {
  private SwitchChoice() {}

  /// What somebody who calls may use: what the session's switch takes, or for a session that is not
  /// there yet, any of these. When there are none anything may be used: something else is said
  /// then.
  static Predicate<MsrpTransport> usable(Turn t, List<SwitchCandidate> live) {
    return t.focus().running() != null
        ? t.session().media()::takes
        : by -> live.isEmpty() || live.stream().anyMatch(candidate -> candidate.takes(by));
  }

  /// For a new session.
  ///
  /// @param live at least one
  /// @param inviter the stream of whoever starts it
  static SwitchCandidate first(Turn t, List<SwitchCandidate> live, MsrpMedia inviter) {
    Set<MsrpTransport> needed = EnumSet.noneOf(MsrpTransport.class);
    MsrpTransport own = MsrpTransport.of(inviter);
    if (own != null) {
      needed.add(own);
    }
    SwitchCandidate fit = best(live, needed);
    needed.add(t.policy().media().offer().of(inviter));
    SwitchCandidate fitForAll = best(live, needed);
    return fitForAll != null ? fitForAll : fit != null ? fit : live.getFirst();
  }

  /// For a session that leaves its switch.
  ///
  /// @return null when there is none; one that does not take what all legs use, when no other does
  static @Nullable SwitchCandidate next(Turn t, List<SwitchCandidate> live) {
    Set<MsrpTransport> used = EnumSet.noneOf(MsrpTransport.class);
    for (Leg leg : t.focus().legs().values()) {
      used.add(leg.media().transport());
    }
    SwitchCandidate fit = best(live, used);
    return fit != null || live.isEmpty() ? fit : live.getFirst();
  }

  private static @Nullable SwitchCandidate best(
      List<SwitchCandidate> live, Set<MsrpTransport> needed) {
    return live.stream()
        .filter(candidate -> needed.stream().allMatch(candidate::takes))
        .findFirst()
        .orElse(null);
  }
}
