package org.parlour.conference.participating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.PartMap;
import org.parlour.conference.state.Registration;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.StoredPolicy;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.protocol.address.ImAddress;

/// Getting information on client status (clause 6.1.1): third-party registrations of one user; and
/// what its policy refuses (reference §4.3, §4.5); and who wants to know of changes of documents
/// ([Watches]). Every other request to a user is not for us.
public final class ServedUserDecider {
  private static final String EXPIRY = "registration";
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final List<String> ALLOW = List.of("REGISTER", "SUBSCRIBE");
  private static final ImError NOT_ALLOWED = ImError.NOT_ALLOWED_BY_RECIPIENT;
  private static final String LARGE_MESSAGE = "+g.oma.sip-im.large-message";

  private ServedUserDecider() {}

  public static Decision decide(ServedUser user, SignallingInput input, ConferencePolicy policy) {
    return switch (input) {
      case SipRequest r when r.method() instanceof SipMethod.Register register ->
          registered(user, r, register, policy);
      case SipRequest r when r.method() instanceof SipMethod.Subscribe ->
          watching(user, input, policy);
      case SipRequest r when refusal(user, r) instanceof ImError refused ->
          answer(
              user,
              List.of(),
              r,
              refused.sipStatus(),
              SipHeaders.builder().warning(refused.warning()).build());
      case SipRequest r when isAnswerable(r) ->
          answer(user, List.of(), r, METHOD_NOT_ALLOWED, SipHeaders.builder().allow(ALLOW).build());
      case SipRequest r -> Decision.NOTHING;
      case TimerFired f when f.name().equals(EXPIRY) -> expired(user, f);
      case UserPolicy p -> changed(user, p);
      case SignallingInput other -> watching(user, other, policy);
    };
  }

  private static Decision watching(
      ServedUser user, SignallingInput input, ConferencePolicy policy) {
    UserTurn t = new UserTurn(user, input.at(), policy);
    Watches.received(t, input);
    return t.finish();
  }

  private static boolean isAnswerable(SipRequest r) {
    return !(r.method() instanceof SipMethod.Ack || r.method() instanceof SipMethod.Cancel);
  }

  /// A policy came into force: this user obeys it, and so does everybody who meets the user.
  private static Decision changed(ServedUser user, UserPolicy policy) {
    if (user.policy() != null && policy.version() <= user.policy().version()) {
      return Decision.NOTHING;
    }
    StoredPolicy stored =
        policy.definition() == null
            ? null
            : new StoredPolicy(policy.version(), policy.definition());
    return new Decision(
        List.of(new Event.PolicyChanged(stored)), List.of(new Effect.ToEverybody(policy)));
  }

  /// What the policy refuses of an INVITE or a MESSAGE from the user, or to it.
  private static @Nullable ImError refusal(ServedUser user, SipRequest r) {
    AccessAction action =
        switch (r.method()) {
          case SipMethod.Invite m when r.dialog().localTag() == null && !isLargeMessage(r) ->
              AccessAction.ALLOW_SESSION;
          case SipMethod.Invite m when r.dialog().localTag() == null ->
              AccessAction.ALLOW_PAGER_MODE_MESSAGE;
          case SipMethod.Message m -> AccessAction.ALLOW_PAGER_MODE_MESSAGE;
          case SipMethod other -> null;
        };
    if (action == null || user.policy() == null) {
      return null;
    }
    UserPolicy.Definition policy = user.policy().definition();
    return switch (r.role()) {
      case ORIGINATING -> policy.barredOutgoing() ? ImError.ORIGINATOR_NOT_AUTHORIZED : null;
      case TERMINATING -> Users.admits(policy, action, asking(r)) ? null : NOT_ALLOWED;
      case CONTROLLING -> null;
    };
  }

  private static Users.Asking asking(SipRequest r) {
    return new Users.Asking(
        r.originator() == null ? null : r.originator().address(), r.anonymous(), r.at());
  }

  private static boolean isLargeMessage(SipRequest r) {
    return r.contact() != null && r.contact().featureTags().contains(LARGE_MESSAGE);
  }

  /// Asked again, it says the same again: no memory of answers is needed.
  private static Decision registered(
      ServedUser user, SipRequest r, SipMethod.Register register, ConferencePolicy policy) {
    Registration registration = null;
    PartMap<Timer> timers = user.timers().without(EXPIRY);
    if (register.expires() > 0) {
      Instant expiry = r.at().plusSeconds(register.expires());
      registration =
          new Registration(
              user.registration() == null ? r.at() : user.registration().since(),
              expiry,
              r.contact() == null ? null : r.contact().address());
      timers = timers.with(EXPIRY, new Timer(EXPIRY, expiry.toEpochMilli(), expiry));
    }
    Decision answer =
        answer(
            user,
            List.of(new Event.UserRegistered(registration, timers)),
            r,
            200,
            SipHeaders.builder().expires(register.expires()).build());
    return registration == null || user.policy() != null || policy.upstreamWait() == null
        ? answer
        : asking(user, answer, r.at());
  }

  /// Whoever is reachable now may have rules with an upstream XDMS. Nobody waits for them.
  private static Decision asking(ServedUser user, Decision answer, Instant at) {
    List<Effect> effects = new ArrayList<>(answer.effects());
    effects.add(
        new Effect.ToXdm(
            new UpstreamQuestion.ResolveUser(at, ImAddress.parse(user.key().value()))));
    return new Decision(answer.events(), effects);
  }

  private static Decision expired(ServedUser user, TimerFired fired) {
    Timer timer = user.timers().get(fired.name());
    return timer == null || timer.generation() != fired.generation()
        ? Decision.NOTHING
        : new Decision(
            List.of(new Event.UserRegistered(null, user.timers().without(EXPIRY))), List.of());
  }

  private static Decision answer(
      ServedUser user, List<Event> events, SipRequest r, int status, SipHeaders headers) {
    return new Decision(
        events, List.of(Effects.answer(user.key(), r, status, Effects.tag(r), headers)));
  }
}
