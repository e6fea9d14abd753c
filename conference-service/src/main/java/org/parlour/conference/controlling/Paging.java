package org.parlour.conference.controlling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.pager.Fanout;
import org.parlour.conference.pager.PagerArchive;
import org.parlour.conference.pager.PagerRequest;
import org.parlour.conference.pager.PagerTurn;
import org.parlour.conference.pager.Refusals;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Fanouts;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Pager messages to a group or to the participants of a session (8.3.2.1-5b, -5c). The checks
/// stand in the order of clause 8.3.1.1.1.
final class Paging {
  private Paging() {}

  static void received(Turn t, SipRequest r, SipMethod.Message message) {
    PagerTurn pager = new OfFocus(t);
    if (Fanout.knows(pager, r)) {
      return;
    }
    if (Refusals.asksForList(r, message) && !t.policy().pager().listService()) {
      Refusals.listService(pager, r);
      return;
    }
    boolean session = t.policy().domain().isSession(r.requestUri());
    if (session ? !isActive(t, r.requestUri()) : !Targets.exists(t, r.requestUri())) {
      Refusals.refuse(pager, r, unknown(r, message, session));
      return;
    }
    if (Refusals.requiresList(r)) {
      Refusals.bad(pager, r, "no list is served here");
      return;
    }
    NameAddress originator = r.originator();
    if (originator == null || !maySend(t, originator.address(), session)) {
      Refusals.refuse(pager, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
    } else if (r.anonymous() && !mayBeAnonymous(t, originator.address(), session)) {
      Refusals.refuse(pager, r, ImError.ANONYMITY_NOT_ALLOWED);
    } else if (!Refusals.mediaType(pager, r, message)) {
      send(t, pager, r, message, originator, session);
    }
  }

  private static boolean isActive(Turn t, ImAddress session) {
    return Targets.exists(t, session) && t.session().phase() == Phase.ACTIVE;
  }

  private static ImError unknown(SipRequest r, SipMethod.Message message, boolean session) {
    if (session) {
      return ImError.SESSION_UNKNOWN;
    }
    return Refusals.asksForList(r, message) ? ImError.FACTORY_UNKNOWN : ImError.CONFERENCE_UNKNOWN;
  }

  /// To a session its participants, to a group its members and who may join it.
  private static boolean maySend(Turn t, ImAddress user, boolean session) {
    if (!t.users().mayOriginate(user)) {
      return false;
    }
    if (!session) {
      return Admission.maySendToMembers(t, user);
    }
    RosterUser known = t.focus().users().get(user.canonical().toString());
    return known != null && isIn(t, known);
  }

  /// D-11: the operator decides for sessions, the document for its group.
  private static boolean mayBeAnonymous(Turn t, ImAddress user, boolean session) {
    return session ? t.policy().anonymityAllowed() : Admission.mayBeAnonymous(t, user);
  }

  private static boolean isIn(Turn t, RosterUser user) {
    return leg(t, user) != null;
  }

  private static @Nullable Leg leg(Turn t, RosterUser user) {
    for (String tag : user.legs()) {
      Leg leg = t.focus().legs().get(tag);
      if (leg != null && leg.connected()) {
        return leg;
      }
    }
    return null;
  }

  private static void send(
      Turn t,
      PagerTurn pager,
      SipRequest r,
      SipMethod.Message message,
      NameAddress originator,
      boolean session) {
    ImAddress self = originator.address().canonical();
    RosterUser sender = session ? t.user(self.toString()) : null;
    ImAddress target = session ? t.session().session() : r.requestUri().canonical();
    PagerRequest request =
        new PagerRequest(
            r,
            message,
            originator,
            r.anonymous() || (sender != null && sender.anonymous()),
            target,
            session ? NameAddress.of(target) : r.from(),
            List.of());
    request.send(pager, session ? participants(t, self) : members(t, self));
    PagerArchive.keep(
        pager,
        request,
        group(t, session),
        sender == null ? null : new NameAddress(sender.shownName(), sender.shownAs()));
  }

  private static @Nullable ImAddress group(Turn t, boolean session) {
    SessionHead running = t.focus().running();
    return session && running != null ? running.group() : ImAddress.parse(t.key().value());
  }

  private static List<PagerRecipient> members(Turn t, ImAddress sender) {
    return Objects.requireNonNull(t.focus().document()).definition().members().stream()
        .map(member -> member.address().canonical())
        .filter(member -> !member.equals(sender))
        .map(PagerRecipient::of)
        .toList();
  }

  private static List<PagerRecipient> participants(Turn t, ImAddress sender) {
    List<PagerRecipient> others = new ArrayList<>();
    for (RosterUser user : t.focus().users().values()) {
      Leg leg = user.address().equals(sender) ? null : leg(t, user);
      if (leg != null) {
        ImAddress at = leg.readsMessages() ? MessageLegs.reach(leg) : user.address();
        others.add(new PagerRecipient(at, user.shownAs()));
      }
    }
    return others;
  }

  /// A response to something that we sent.
  ///
  /// @return whether it was a copy of a pager message
  static boolean answered(Turn t, SipResponse r) {
    return Fanout.answered(new OfFocus(t), r.request(), r.status());
  }

  static boolean failed(Turn t, RequestFailed failed) {
    return Fanout.answered(new OfFocus(t), failed.request(), Fanout.statusOf(failed.cause()));
  }

  static void due(Turn t, String message) {
    Fanout.due(new OfFocus(t), message);
  }

  static PagerTurn turn(Turn t) {
    return new OfFocus(t);
  }

  /// Pager mode within the turn of a focus.
  private record OfFocus(Turn t) implements PagerTurn {
    @Override
    public AggregateKey key() {
      return t.key();
    }

    @Override
    public Instant at() {
      return t.at();
    }

    @Override
    public ConferencePolicy policy() {
      return t.policy();
    }

    @Override
    public Users users() {
      return t.users();
    }

    @Override
    public Fanouts fanouts() {
      return t.focus().pagers();
    }

    @Override
    public void apply(Event event) {
      t.apply(event);
    }

    @Override
    public void emit(Effect effect) {
      t.emit(effect);
    }

    @Override
    public void answer(SipRequest r, int status, SipHeaders headers) {
      Answers.accept(t, r, status, headers, SipContent.NONE);
    }

    @Override
    public void setTimer(String name, Duration delay) {
      t.setTimer(name, delay);
    }
  }
}
