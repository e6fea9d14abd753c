package org.parlour.conference.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.Outstanding;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;

/// What must hold after every input, whatever came before.
final class Invariants {
  /// 64·T1: no request is repeated after it.
  private static final Duration REPEATABLE = Duration.ofSeconds(32);

  private final Map<String, Final> finals = new HashMap<>();
  private final Map<String, Long> cseqs = new HashMap<>();
  private final Map<String, SendRequest> branches = new HashMap<>();
  private long switchSequence;
  private String session = "";
  private Instant now = Instant.EPOCH;

  private record Final(int status, Instant at) {}

  void check(SignallingInput input, Aggregate before, Decision decision, Aggregate after) {
    now = input.at();
    if (before instanceof Focus was && after instanceof Focus is) {
      effects(was, is, decision);
      rosterIsLegs(is);
      everyLegHasAWayOn(is);
      nothingForEndedSession(was, is, decision);
    }
  }

  private void effects(Focus before, Focus after, Decision decision) {
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.ToAnyEdge e -> instruction(before, after, e.instruction());
        case Effect.ToEdge e -> instruction(before, after, e.instruction());
        case Effect.ToSwitch e -> {
          String of = e.command().session() + " in epoch " + e.command().epoch();
          assertThat(e.command().sequence())
              .as("commands of an epoch are numbered without a gap")
              .isEqualTo(of.equals(session) ? switchSequence + 1 : 1);
          session = of;
          switchSequence = e.command().sequence();
        }
        case Effect.ToHistory e -> {}
        case Effect.ToXdm e -> {}
        case Effect.ToMessages e -> {}
        case Effect.ToEverybody e -> {}
        case Effect.ToAggregate e -> {}
      }
    }
  }

  private void instruction(Focus before, Focus after, EdgeInstruction instruction) {
    if (instruction instanceof SendAnswer answer) {
      if (answer.status() >= 200) {
        Final first =
            finals.computeIfAbsent(
                answer.transaction().value(), t -> new Final(answer.status(), now));
        if (now.isBefore(first.at().plus(REPEATABLE))) {
          assertThat(answer.status())
              .as("one final answer for a transaction")
              .isEqualTo(first.status());
        }
      } else {
        Final last = finals.get(answer.transaction().value());
        assertThat(last == null || !now.isBefore(last.at().plus(REPEATABLE)))
            .as("nothing provisional after the final answer")
            .isTrue();
      }
      for (SendRequest request : answer.then()) {
        request(before, after, request);
      }
    } else if (instruction instanceof SendRequest request) {
      request(before, after, request);
    }
  }

  private void request(Focus before, Focus after, SendRequest request) {
    assertThat(request.id().branch()).startsWith("z9hG4bK");
    if (request.method().equals("ACK")) {
      return;
    }
    SendRequest first = branches.putIfAbsent(request.id().branch(), request);
    if (first != null) {
      assertThat(request).as("a branch is used once, or for the same request").isEqualTo(first);
      return;
    }
    String dialog = request.callId() + request.fromTag() + request.toTag();
    if (request.toTag() == null) {
      return;
    }
    Leg leg = before.legs().get(request.fromTag());
    long last =
        cseqs.getOrDefault(
            dialog,
            leg != null && request.toTag().equals(leg.dialog().remoteTag())
                ? leg.dialog().localCSeq()
                : request.method().equals("NOTIFY") ? 0 : request.cseq() - 1);
    assertThat(request.cseq()).as("CSeq grows by one: " + request).isEqualTo(last + 1);
    cseqs.put(dialog, request.cseq());
    Leg now = after.legs().get(request.fromTag());
    if (now != null && request.toTag().equals(now.dialog().remoteTag())) {
      assertThat(now.dialog().confirmed()).as("the dialog is confirmed: " + request).isTrue();
      assertThat(now.dialog().outstanding())
          .as("it is the one outstanding request: " + request)
          .extracting(Outstanding::id)
          .isEqualTo(request.id());
    }
  }

  private static void rosterIsLegs(Focus focus) {
    if (focus.running() == null) {
      return;
    }
    List<String> shown = new ArrayList<>();
    for (RosterUser user : focus.users().values()) {
      shown.addAll(user.legs());
    }
    List<String> legs =
        focus.legs().values().stream()
            .filter(leg -> leg.phase() != LegPhase.LEAVING)
            .map(Leg::tag)
            .toList();
    assertThat(shown)
        .as("the roster names exactly the legs")
        .containsExactlyInAnyOrderElementsOf(legs);
  }

  /// Who has to go to another switch is asked to, or is let go when the grace time ends.
  private static void everyLegHasAWayOn(Focus focus) {
    for (Leg leg : focus.legs().values()) {
      if (leg.connected() && leg.media().moving()) {
        assertThat(focus.timers().containsKey("grace:" + leg.tag()) && leg.mediaLost())
            .as("a leg without a switch is on hold for the grace time: " + leg)
            .isTrue();
      }
    }
  }

  private static void nothingForEndedSession(Focus before, Focus after, Decision decision) {
    if (before.session() != null && before.running() == null && after.running() == null) {
      assertThat(decision.effects())
          .as("no switch and no archive hears of an ended session")
          .noneMatch(e -> e instanceof Effect.ToSwitch || e instanceof Effect.ToHistory);
    }
  }
}
