package org.parlour.conference.participating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.sip.Warning;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

@NullUnmarked
class ServedUserTest {
  private static final ConferencePolicy POLICY = ConferencePolicy.defaults(SessionKit.DOMAIN);
  private static final ImAddress BOB = ImAddress.parse("sip:bob@example.org");
  private Aggregate state = Aggregate.empty(new AggregateKey(BOB.toString()), SessionKit.DOMAIN);
  private SendAnswer answer;

  private static final SipMethod MESSAGE = new SipMethod.Message("text/plain", new byte[0], null);
  private static final SipMethod INVITE = new SipMethod.Invite(null, null, List.of());

  @ParameterizedTest
  @ValueSource(ints = {599, 0, 3600})
  @Spec({"6.1.1-1", "6.1.1-2", "6.1.1-3"})
  void answers_a_third_party_registration_with_the_expiry_it_came_with(int expires) {
    input(request(new SipMethod.Register(expires)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().expires()).isEqualTo(expires);
    assertThat(answer.headers().contact()).isNull();
    assertThat(state.isEmpty()).isEqualTo(expires == 0);
  }

  @Test
  void asks_an_upstream_for_the_rules_of_who_registers_and_is_unknown() {
    ConferencePolicy asking = POLICY.withUpstreamWait(Duration.ofSeconds(3));
    SipRequest register = request(new SipMethod.Register(60));
    Effect question = new Effect.ToXdm(new UpstreamQuestion.ResolveUser(register.at(), BOB));

    assertThat(ConferenceCore.decide(state, register, asking).effects())
        .hasSize(2)
        .contains(question);
    assertThat(ConferenceCore.decide(state, register, POLICY).effects()).hasSize(1);
    SipRequest leaving = request(new SipMethod.Register(0));
    assertThat(ConferenceCore.decide(state, leaving, asking).effects()).hasSize(1);
    decide(new UserPolicy(register.at(), BOB, 1, new UserPolicy.Definition(false, false, null)));
    assertThat(ConferenceCore.decide(state, register, asking).effects()).hasSize(1);
  }

  @Test
  @Spec("6.1.1-1")
  void forgets_a_registration_that_runs_out() {
    input(request(new SipMethod.Register(60)));
    Timer timer = state.timers().values().getFirst();

    decide(new TimerFired(timer.due(), timer.name(), timer.generation()));

    assertThat(((ServedUser) state).registration()).isNull();
    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void a_timer_of_an_earlier_registration_changes_nothing() {
    input(request(new SipMethod.Register(60)));
    Timer timer = state.timers().values().getFirst();
    input(request(new SipMethod.Register(600)));

    decide(new TimerFired(timer.due(), timer.name(), timer.generation()));

    assertThat(state.isEmpty()).isFalse();
  }

  @Test
  void says_what_it_takes() {
    input(request(new SipMethod.Message("text/plain", new byte[0], null)));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().allow()).containsExactly("REGISTER", "SUBSCRIBE");
  }

  private static UserPolicy policy(long version, UserPolicy.Definition definition) {
    return new UserPolicy(SessionKit.START, BOB, version, definition);
  }

  @Test
  void passes_on_what_holds_for_the_user_once() {
    UserPolicy policy = policy(3, new UserPolicy.Definition(true, false, null));

    assertThat(decide(policy).effects()).containsExactly(new Effect.ToEverybody(policy));
    assertThat(decide(policy)).isEqualTo(Decision.NOTHING);
    assertThat(decide(policy(2, null))).isEqualTo(Decision.NOTHING);
    assertThat(state.isEmpty()).isFalse();

    decide(policy(4, null));
    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void keeps_the_registration_beside_the_policy() {
    decide(policy(1, new UserPolicy.Definition(true, false, null)));
    input(request(new SipMethod.Register(600)));
    decide(policy(2, new UserPolicy.Definition(false, false, null)));

    assertThat(((ServedUser) state).registration()).isNotNull();
    assertThat(((ServedUser) state).policy().version()).isEqualTo(2);
    input(request(new SipMethod.Register(0)));
    assertThat(((ServedUser) state).policy()).isNotNull();
  }

  @Test
  void a_barred_user_is_refused_at_the_originating_side() {
    decide(policy(1, new UserPolicy.Definition(true, false, null)));

    input(request(MESSAGE));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().warning()).isEqualTo(Warning.of("originator not authorized"));
    input(request(INVITE, ServiceRole.TERMINATING));
    assertThat(answer.status()).isEqualTo(405);
  }

  @Test
  @Spec({"ISS-2", "RFC 4745 §10"})
  void the_rules_of_the_user_refuse_at_the_terminating_side() {
    AccessRule messages =
        new AccessRule("m", List.of(), EnumSet.of(AccessAction.ALLOW_PAGER_MODE_MESSAGE));
    decide(policy(1, new UserPolicy.Definition(false, false, List.of(messages))));

    input(request(INVITE, ServiceRole.TERMINATING));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().warning()).isEqualTo(Warning.of("not allowed by the recipient"));
    input(request(MESSAGE, ServiceRole.TERMINATING));
    assertThat(answer.status()).isEqualTo(405);
  }

  private void input(SipRequest request) {
    Decision decision = decide(request);
    answer = (SendAnswer) ((Effect.ToEdge) decision.effects().getFirst()).instruction();
  }

  private Decision decide(SignallingInput input) {
    Decision decision = ConferenceCore.decide(state, input, POLICY);
    for (Event event : decision.events()) {
      state = ConferenceCore.evolve(state, event);
    }
    return decision;
  }

  private static SipRequest request(SipMethod method) {
    return request(method, ServiceRole.ORIGINATING);
  }

  static SipRequest request(SipMethod method, ImAddress user) {
    return request(method, ServiceRole.ORIGINATING, user);
  }

  private static SipRequest request(SipMethod method, ServiceRole role) {
    return request(method, role, BOB);
  }

  private static SipRequest request(SipMethod method, ServiceRole role, ImAddress user) {
    return new SipRequest(
        SessionKit.START,
        "0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
        new TransactionId("t-1"),
        role,
        new ReplyTo(1, 1),
        new ResponseSkeleton(List.of(), List.of(), "", "", "c", "1 REGISTER"),
        new DialogId("c", null, "f"),
        1,
        ImAddress.parse("sip:as.im.example.org"),
        NameAddress.of(ImAddress.parse("sip:scscf.example.org")),
        NameAddress.of(user),
        null,
        false,
        null,
        List.of(),
        PeerCapabilities.UNKNOWN,
        null,
        null,
        70,
        Map.of(),
        method);
  }
}
