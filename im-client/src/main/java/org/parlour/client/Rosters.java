package org.parlour.client;

import java.util.List;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.conferenceinfo.ConferenceView;

/// Reads a roster as a person would.
public final class Rosters {
  private Rosters() {}

  /// Whether the user takes part, on hold or not.
  public static boolean isConnected(ConferenceInfo.User user) {
    return user.endpoints().stream()
        .anyMatch(
            endpoint ->
                endpoint.status() == EndpointStatus.CONNECTED
                    || endpoint.status() == EndpointStatus.ON_HOLD
                    || endpoint.status() == EndpointStatus.MUTED_VIA_FOCUS);
  }

  /// Nickname, display text, or the user part of the address.
  public static String nameOf(ConferenceInfo.User user) {
    String nickname = user.nickname();
    String text = user.displayText();
    return nickname != null ? nickname : text != null ? text : user.entity().user();
  }

  /// The names of those who take part, in order of arrival.
  public static List<String> connected(ConferenceView roster) {
    return roster.users().stream().filter(Rosters::isConnected).map(Rosters::nameOf).toList();
  }
}
