package org.parlour.conference.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.xdm.UpstreamNotice;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// A subscription of ours, its notifier, and a clock moved by hand.
@NullUnmarked
final class UpstreamKit {
  static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  static final ImAddress NOTIFIER = ImAddress.parse("sip:xcap-diff@xdms.example.org");
  static final ImAddress SERVER = ImAddress.parse("sip:im-server@example.org");
  static final ImAddress THEIRS = ImAddress.parse("sip:notifier@192.0.2.9");
  static final String DOCUMENT = "org.openmobilealliance.groups/global/byGroupID/" + TEAM;
  static final UpstreamWatch.Wanted WANTED =
      new UpstreamWatch.Wanted(NOTIFIER, "<sip:proxy.example.org;lr>", SERVER, DOCUMENT);

  final List<SendRequest> sent = new ArrayList<>();
  final List<SendAnswer> answers = new ArrayList<>();
  final List<UpstreamNotice> notices = new ArrayList<>();

  Aggregate state = Aggregate.empty(AggregateKey.ofUpstream(TEAM), SessionKit.DOMAIN);
  private final ConferencePolicy policy = ConferencePolicy.defaults(SessionKit.DOMAIN);
  private Instant now = SessionKit.START;
  private int seeds;

  UpstreamKit wants(UpstreamWatch.Wanted wanted) {
    byte[] seed = String.format("%016d", ++seeds).getBytes(StandardCharsets.US_ASCII);
    return input(new UpstreamWatch(now, seed, TEAM, wanted));
  }

  /// A subscription whose notifier has told once.
  UpstreamKit subscribed() {
    return wants(WANTED).accepts().tells(1, 3600);
  }

  /// The last SUBSCRIBE is accepted.
  UpstreamKit accepts() {
    return responds(200, null);
  }

  UpstreamKit responds(int status, Integer retryAfter) {
    SendRequest request = sent.getLast();
    return input(
        new SipResponse(
            now,
            request.id(),
            new DialogId(request.callId(), request.fromTag(), "theirs"),
            request.cseq(),
            "SUBSCRIBE",
            status,
            status / 100 == 2 ? new RemoteContact(THEIRS, false, Set.of()) : null,
            List.of("<sip:first.example.org;lr>", "<sip:last.example.org;lr>"),
            PeerCapabilities.UNKNOWN,
            null,
            false,
            null,
            null,
            retryAfter,
            null));
  }

  UpstreamKit tells(long cseq, Integer expires) {
    return notifies(cseq, "theirs", SipMethod.Notify.State.ACTIVE, expires, null, null);
  }

  UpstreamKit ends(long cseq, TerminationReason reason, Integer retryAfter) {
    return notifies(cseq, "theirs", SipMethod.Notify.State.TERMINATED, null, reason, retryAfter);
  }

  UpstreamKit notifies(
      long cseq,
      String theirTag,
      SipMethod.Notify.State state,
      Integer expires,
      TerminationReason reason,
      Integer retryAfter) {
    SendRequest subscribe = sent.getLast();
    return request(
        new DialogId(subscribe.callId(), subscribe.fromTag(), theirTag),
        cseq,
        new SipMethod.Notify(
            new EventPackage(EventPackage.XCAP_DIFF, null), state, expires, reason, retryAfter));
  }

  UpstreamKit request(DialogId dialog, long cseq, SipMethod method) {
    return input(
        new SipRequest(
            now,
            "0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
            new TransactionId("t-" + answers.size()),
            ServiceRole.CONTROLLING,
            new ReplyTo(1, 1),
            new ResponseSkeleton(List.of(), List.of(), "", "", "call", cseq + " NOTIFY"),
            dialog,
            cseq,
            SessionKit.DOMAIN.documentsOf(state.key()),
            NameAddress.of(NOTIFIER),
            NameAddress.of(SERVER),
            null,
            false,
            new RemoteContact(THEIRS, false, Set.of()),
            List.of("<sip:last.example.org;lr>", "<sip:first.example.org;lr>"),
            PeerCapabilities.UNKNOWN,
            null,
            null,
            70,
            Map.of(),
            method));
  }

  /// Time passes, and timers fire when they are due.
  UpstreamKit after(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Timer next =
          state.timers().values().stream()
              .filter(timer -> !timer.due().isAfter(end))
              .min(Comparator.comparing(Timer::due))
              .orElse(null);
      if (next == null) {
        now = end;
        return this;
      }
      now = next.due();
      input(new TimerFired(now, next.name(), next.generation()));
    }
  }

  /// Until the next SUBSCRIBE goes out.
  Duration untilTheNext() {
    Instant begin = now;
    int before = sent.size();
    while (sent.size() == before) {
      Timer next = state.timers().values().stream().min(Comparator.comparing(Timer::due)).get();
      now = next.due();
      input(new TimerFired(now, next.name(), next.generation()));
    }
    return Duration.between(begin, now);
  }

  UpstreamKit input(SignallingInput input) {
    Decision decision = ConferenceCore.decide(state, input, policy);
    for (Event fact : decision.events()) {
      state = ConferenceCore.evolve(state, fact);
    }
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.ToEdge(int edge, SendAnswer answer) -> answers.add(answer);
        case Effect.ToAnyEdge(SendRequest request) -> sent.add(request);
        case Effect.ToXdm(UpstreamNotice notice) -> notices.add(notice);
        case Effect other -> throw new AssertionError(other);
      }
    }
    return this;
  }

  Instant now() {
    return now;
  }
}
