package org.parlour.conference.api;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.error.ImError;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.problem.Problem;
import org.parlour.support.problem.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/// Finds those whom an administrator names, or refuses.
final class Roster {
  private Roster() {}

  /// Who is in the session or asked to come.
  ///
  /// @param named as the roster shows it: an anonymous participant by its pseudonym only
  static RosterUser present(Focus focus, String named) {
    ImAddress address =
        SessionQuery.parse("participant", named, "a SIP or tel URI", ImAddress::parse);
    RosterUser found =
        address == null
            ? null
            : focus
                .users()
                .first(user -> user.present() && user.shownAs().sameUser(address.canonical()));
    if (found == null) {
      throw new Refused(ImError.USER_UNKNOWN, "no participant " + named);
    }
    return found;
  }

  /// Who is connected.
  ///
  /// @param named null for everybody
  /// @return null for everybody
  static @Nullable ImAddress connected(Focus focus, @Nullable String named) {
    if (named == null) {
      if (focus.legs().first(Leg::connected) == null) {
        throw nobody("nobody is connected");
      }
      return null;
    }
    RosterUser user = present(focus, named);
    if (!focus.isConnected(user)) {
      throw nobody("participant " + named + " is not connected");
    }
    return user.address();
  }

  static void requireActive(Focus focus) {
    if (SessionView.session(focus).phase() != Phase.ACTIVE) {
      throw nobody("nobody is connected");
    }
  }

  private static ErrorResponseException nobody(String detail) {
    return Problem.exception(HttpStatus.CONFLICT, "not-connected", "not connected", detail);
  }
}
