package org.parlour.conference.participating;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.PartMap;
import org.parlour.conference.state.Registration;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;

/// Getting information on client status (clause 6.1.1): third-party registrations of one user.
/// Every other request to a user is not for us.
public final class ServedUserDecider {
  private static final String EXPIRY = "registration";
  private static final int METHOD_NOT_ALLOWED = 405;

  private ServedUserDecider() {}

  public static Decision decide(ServedUser user, SignallingInput input) {
    return switch (input) {
      case SipRequest r when r.method() instanceof SipMethod.Register register ->
          registered(user, r, register);
      case SipRequest r when isAnswerable(r) ->
          answer(
              user,
              List.of(),
              r,
              METHOD_NOT_ALLOWED,
              SipHeaders.builder().allow(List.of("REGISTER")).build());
      case TimerFired f -> expired(user, f);
      case SignallingInput other -> Decision.NOTHING;
    };
  }

  private static boolean isAnswerable(SipRequest r) {
    return !(r.method() instanceof SipMethod.Ack || r.method() instanceof SipMethod.Cancel);
  }

  /// Asked again, it says the same again: no memory of answers is needed.
  private static Decision registered(ServedUser user, SipRequest r, SipMethod.Register register) {
    Registration registration = null;
    PartMap<Timer> timers = PartMap.empty();
    if (register.expires() > 0) {
      Instant expiry = r.at().plusSeconds(register.expires());
      registration =
          new Registration(
              user.registration() == null ? r.at() : user.registration().since(),
              expiry,
              r.contact() == null ? null : r.contact().address());
      timers = timers.with(EXPIRY, new Timer(EXPIRY, expiry.toEpochMilli(), expiry));
    }
    return answer(
        user,
        List.of(new Event.UserRegistered(registration, timers)),
        r,
        200,
        SipHeaders.builder().expires(register.expires()).build());
  }

  private static Decision expired(ServedUser user, TimerFired fired) {
    Timer timer = user.timers().get(fired.name());
    return timer == null || timer.generation() != fired.generation()
        ? Decision.NOTHING
        : new Decision(List.of(new Event.UserRegistered(null, PartMap.empty())), List.of());
  }

  private static Decision answer(
      ServedUser user, List<Event> events, SipRequest r, int status, SipHeaders headers) {
    SendAnswer answer =
        new SendAnswer(
            user.key(),
            r.transaction(),
            r.replyTo(),
            r.skeleton(),
            status,
            tag(r),
            headers,
            SipContent.NONE,
            List.of());
    return new Decision(events, List.of(new Effect.ToEdge(r.replyTo().edge(), answer)));
  }

  private static @Nullable String tag(SipRequest r) {
    return r.dialog().localTag() == null ? Derived.token("", r.transaction().value(), 0) : null;
  }
}
