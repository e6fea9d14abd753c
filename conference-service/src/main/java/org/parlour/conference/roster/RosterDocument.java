package org.parlour.conference.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.Subscription;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Endpoint;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.JoiningMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;

/// The conference-info document for one subscriber (RFC 4575; reference §5.8, §14.7): everything,
/// or what changed after the revision it was last told. Anonymous participants appear by pseudonym
/// only, and undisclosed invitees not before they join.
public final class RosterDocument {
  private static final List<String> CHAIR = List.of("chair");
  private static final List<String> PARTICIPANT = List.of("participant");

  private RosterDocument() {}

  /// The next document of `subscription`.
  ///
  /// @param most participants; [Integer#MAX_VALUE] for no limit
  public static ConferenceInfo of(Focus focus, Subscription subscription, int most) {
    SessionHead session = focus.running();
    boolean partial = !subscription.full();
    boolean active = session != null && session.phase() == Phase.ACTIVE;
    return new ConferenceInfo(
        subscription.entity(),
        partial,
        subscription.nextVersion(),
        partial ? null : description(focus, most),
        new ConferenceInfo.State(focus.connected(), active),
        session == null ? List.of() : users(focus, subscription, partial));
  }

  private static ConferenceInfo.Description description(Focus focus, int most) {
    SessionHead session = focus.session();
    String group = focus.document() == null ? null : focus.document().definition().displayName();
    return new ConferenceInfo.Description(
        group, session == null ? null : session.subject(), most == Integer.MAX_VALUE ? null : most);
  }

  private static List<User> users(Focus focus, Subscription subscription, boolean partial) {
    List<User> users = new ArrayList<>();
    focus
        .users()
        .forEach(
            (key, user) -> {
              boolean changed = !partial || user.revision() > subscription.told();
              if (changed && user.disclosed() && (user.present() || partial)) {
                users.add(user(focus, user));
              }
            });
    return users;
  }

  private static User user(Focus focus, RosterUser user) {
    return new User(
        user.shownAs(),
        false,
        user.shownName(),
        user.nickname(),
        user.initiator() ? CHAIR : PARTICIPANT,
        user.present() ? endpoints(focus, user) : List.of(gone(user)));
  }

  private static Endpoint gone(RosterUser user) {
    return new Endpoint(
        user.shownAs().toString(), EndpointStatus.DISCONNECTED, null, null, user.left(), null);
  }

  private static List<Endpoint> endpoints(Focus focus, RosterUser user) {
    List<Endpoint> endpoints = new ArrayList<>(user.legs().size());
    for (String tag : user.legs()) {
      Leg leg = focus.legs().get(tag);
      if (leg != null) {
        endpoints.add(endpoint(user, leg, endpoints.size()));
      }
    }
    return endpoints;
  }

  private static Endpoint endpoint(RosterUser user, Leg leg, int index) {
    String entity =
        index == 0
            ? user.shownAs().toString()
            : user.shownAs().withParameter("endpoint", Integer.toString(index)).toString();
    return new Endpoint(
        entity,
        status(leg),
        leg.dialledIn() ? JoiningMethod.DIALED_IN : JoiningMethod.DIALED_OUT,
        leg.joinedAt() == null ? null : leg.joinedAt().toString(),
        null,
        media(leg));
  }

  private static EndpointStatus status(Leg leg) {
    return switch (leg.phase()) {
      case INVITED -> EndpointStatus.DIALING_OUT;
      case ALERTING -> EndpointStatus.ALERTING;
      case DIALLING_IN -> EndpointStatus.DIALING_IN;
      case CONNECTED -> leg.mediaLost() ? EndpointStatus.ON_HOLD : EndpointStatus.CONNECTED;
      case LEAVING -> EndpointStatus.DISCONNECTING;
    };
  }

  private static @Nullable String media(Leg leg) {
    return leg.media().remote() == null ? null : leg.media().remote().direction().token();
  }
}
