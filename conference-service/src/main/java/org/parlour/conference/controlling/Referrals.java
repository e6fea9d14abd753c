package org.parlour.conference.controlling;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.address.ImAddress;

/// The implicit subscription of a REFER without `Refer-Sub: false` (RFC 3515 §2.4.4): what becomes
/// of the one user it names. Within a leg's dialog its NOTIFYs travel in that dialog.
final class Referrals {
  private static final int ACCEPTED = 202;
  static final int OK = 200;
  private static final int TRYING = 100;
  private static final int TIMEOUT = 408;

  /// Longer than any invitation may ring.
  private static final int SECONDS = 300;

  private Referrals() {}

  /// Answers the REFER and says that its matter is under way.
  ///
  /// @param user whom it names
  static void open(Turn t, SipRequest r, ImAddress user) {
    Leg within = r.dialog().localTag() == null ? null : t.leg(r.dialog().localTag());
    String tag = t.token("tag");
    t.apply(
        new Event.SubscriptionOpened(
            new Subscription(
                Dialog.asServer(r, tag).confirmedNow(),
                Objects.requireNonNull(r.originator()).address().canonical(),
                user.canonical(),
                new EventPackage(
                    EventPackage.REFER, within == null ? null : Long.toString(r.cseq())),
                r.transaction(),
                t.at().plusSeconds(SECONDS),
                0,
                false,
                0,
                null,
                null,
                false)));
    SipHeaders headers =
        SipHeaders.builder().focusContact(t.session().session()).expires(SECONDS).build();
    if (within == null) {
      Answers.open(t, r, ACCEPTED, tag, headers);
    } else {
      Answers.accept(t, r, ACCEPTED, headers, SipContent.NONE);
    }
    t.setTimer(TimerNames.EXPIRY + tag, Duration.ofSeconds(SECONDS));
    report(t, t.subscription(tag), TRYING);
  }

  /// Nothing was heard of the matter for longer than anything may take.
  static void expired(Turn t, Subscription s) {
    if (s.live()) {
      queue(t, s, TIMEOUT, true);
    }
  }

  /// What became of the user's invitation or removal.
  static void tell(Turn t, ImAddress user, int status) {
    for (Subscription s : t.focus().subscriptions().values()) {
      if (isReferral(s) && s.live() && s.entity().equals(user.canonical())) {
        report(t, s, status);
      }
    }
  }

  static boolean isReferral(Subscription s) {
    return s.event().name().equals(EventPackage.REFER);
  }

  /// SUBSCRIBE in the dialog of the REFER: the state as it is, and with `Expires: 0` the end.
  static void refresh(Turn t, SipRequest r, SipMethod.Subscribe subscribe, Subscription s) {
    if (!s.live()) {
      Answers.refuse(t, r, 481, SipHeaders.NONE);
      return;
    }
    boolean ends = Integer.valueOf(0).equals(subscribe.expires());
    SipHeaders headers =
        SipHeaders.builder()
            .focusContact(t.session().session())
            .expires(ends ? 0 : SECONDS)
            .build();
    Answers.accept(t, r, headers, SipContent.NONE);
    queue(t, s, TRYING, ends);
  }

  private static void report(Turn t, Subscription s, int status) {
    queue(t, s, status, status >= OK);
  }

  private static void queue(Turn t, Subscription s, int status, boolean last) {
    Intent.Report report = new Intent.Report(s.event(), status, last);
    if (s.event().id() == null) {
      Subscription now = last ? s.ending(TerminationReason.NORESOURCE) : s;
      t.apply(new Event.SubscriptionSignalled(now));
      Outgoing.queue(t, now, report);
      return;
    }
    Leg leg = carrier(t, s);
    if (leg != null) {
      Outgoing.queue(t, leg, report);
    }
    if (last || leg == null) {
      Notifying.forget(t, s.tag());
    }
  }

  /// The leg in whose dialog the REFER came, while it is there.
  private static @Nullable Leg carrier(Turn t, Subscription s) {
    String callId = s.dialog().callId();
    return t.focus().legs().first(leg -> leg.dialog().callId().equals(callId));
  }

  static SipHeaders headers(Turn t, Intent.Report report) {
    ImAddress session = Objects.requireNonNull(t.focus().session()).session();
    return SipHeaders.builder()
        .focusContact(session)
        .event(report.event())
        .subscriptionState(
            report.last()
                ? SubscriptionState.terminated(TerminationReason.NORESOURCE)
                : SubscriptionState.active(SECONDS))
        .build();
  }

  static SipContent content(Intent.Report report) {
    return new SipContent.Written(
        "message/sipfrag;version=2.0",
        ("SIP/2.0 " + report.status() + ' ' + reason(report.status()) + "\r\n").getBytes(US_ASCII));
  }

  private static String reason(int status) {
    return switch (status / 100) {
      case 1 -> "Trying";
      case 2 -> "OK";
      default ->
          switch (status) {
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 480 -> "Temporarily Unavailable";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 603 -> "Decline";
            default -> "Failed";
          };
    };
  }
}
