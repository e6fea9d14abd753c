package org.parlour.conference.topology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.protocol.address.ImAddress;

/// Which running sessions are wanted; null stands for any.
///
/// @param group G, canonical
/// @param user canonical, in the session or asked; anonymous participants are not found
/// @param since created then or later
public record SessionFilter(
    @Nullable ImAddress group,
    @Nullable ImAddress user,
    @Nullable Phase phase,
    @Nullable Instant since) {
  public static final SessionFilter ALL = new SessionFilter(null, null, null, null);

  /// Whether a focus under `key` may have such a session.
  boolean mayBeAt(String key) {
    return group == null || group.toString().equals(key);
  }

  boolean accepts(Focus focus) {
    SessionHead session = focus.running();
    return session != null
        && (phase == null || session.phase() == phase)
        && (since == null || !session.createdAt().isBefore(since))
        && (user == null || hasOpenly(focus, user));
  }

  private static boolean hasOpenly(Focus focus, ImAddress user) {
    RosterUser listed = focus.users().get(user.toString());
    return listed != null && listed.present() && !listed.anonymous();
  }
}
