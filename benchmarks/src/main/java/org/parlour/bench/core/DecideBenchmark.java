package org.parlour.bench.core;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.parlour.bench.MeanTime;
import org.parlour.bench.codec.Samples;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Focus;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.SendRequest;

/// The core alone: deciding the INVITE that creates a session, and deciding one invitee's 180 in a
/// session of [#invitees] legs. State, inputs and policy are ready; nothing is encoded or stored.
@State(Scope.Benchmark)
public class DecideBenchmark extends MeanTime {
  @Param({"2", "99"})
  private int invitees;

  private final ConferencePolicy policy =
      ConferencePolicy.defaults(ImDomain.ofHost("im.example.org")).withMaxParticipants(200);
  private final Aggregate empty =
      Focus.empty(new AggregateKey("sip:s-0123456789abcdefghjkmnpqrs@im.example.org"));
  private SipRequest invite = Samples.invite();
  private Aggregate inviting = empty;
  private @Nullable SipResponse ringing;

  /// Creates the session whose invitee will ring.
  @Setup
  public void invite() {
    invite = Room.invite(invitees);
    Decision decision = ConferenceCore.decide(empty, invite, policy);
    inviting = empty;
    for (Event event : decision.events()) {
      inviting = ConferenceCore.evolve(inviting, event);
    }
    ringing = ringingFor(firstInvite(decision));
  }

  @Benchmark
  public Decision decideInvite() {
    return ConferenceCore.decide(empty, invite, policy);
  }

  @Benchmark
  public Decision decideRinging() {
    return ConferenceCore.decide(inviting, Objects.requireNonNull(ringing), policy);
  }

  private static SendRequest firstInvite(Decision decision) {
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.ToAnyEdge(SendRequest request)
          && request.method().equals("INVITE")) {
        return request;
      }
    }
    throw new IllegalStateException("nobody was invited: " + decision.effects());
  }

  private static SipResponse ringingFor(SendRequest request) {
    return new SipResponse(
        Instant.parse("2026-11-25T10:00:01Z"),
        request.id(),
        new DialogId(request.callId(), request.fromTag(), "peer-tag"),
        request.cseq(),
        "INVITE",
        180,
        null,
        List.of(),
        new PeerCapabilities(Set.of("INVITE", "BYE"), Set.of("timer"), Set.of()),
        null,
        false,
        null,
        null,
        null,
        null);
  }
}
