package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.Warning;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// Requests for a group that only an upstream XDMS may know.
@NullUnmarked
class ParkingTest {
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final ConferencePolicy POLICY =
      ConferencePolicy.defaults(SessionKit.DOMAIN).withUpstreamWait(WAIT);

  private final SessionKit kit = SessionKit.group().with(POLICY);

  @Test
  @Spec("7.2.1.3-7b")
  void a_first_invite_waits_for_the_group_and_starts_its_session() {
    kit.alice.calls(SessionKit.LOBBY);
    assertThat(kit.answers()).isEmpty();
    assertThat(kit.questions())
        .containsExactly(new UpstreamQuestion.ResolveGroup(kit.now(), SessionKit.LOBBY));

    kit.document(1, false, true);
    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.session()).isNotNull();
    assertThat(kit.timers()).doesNotContainKey(TimerNames.UPSTREAM);

    kit.bob.calls(SessionKit.LOBBY);
    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.questions()).isEmpty();
  }

  @Test
  void everybody_who_comes_meanwhile_waits_for_the_same_answer() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.bob.calls(SessionKit.LOBBY);
    assertThat(kit.questions()).isEmpty();
    kit.carol.messages(SessionKit.LOBBY);
    kit.dave.subscribes(SessionKit.LOBBY, "conference", 60);
    assertThat(kit.allAnswers()).isEmpty();

    kit.document(1, false, true, "alice", "bob", "carol");

    assertThat(kit.answers()).hasSize(4).allMatch(answer -> answer.status() / 100 == 2);
    assertThat(kit.focus().parked().isEmpty()).isTrue();
  }

  @Test
  @Spec({"7.2.1.3-1", "D-04"})
  void when_there_is_no_such_group_all_are_told_so_at_once() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.bob.subscribes(SessionKit.LOBBY, "conference", 60);

    kit.documentDeleted(0);

    assertThat(kit.answers()).hasSize(2).allMatch(answer -> answer.status() == 404);
    assertThat(kit.answers().getFirst().headers().warning())
        .isEqualTo(Warning.of("Conference URI does not exist"));
    assertThat(kit.state().isEmpty()).isTrue();
    assertThat(kit.timers()).isEmpty();
  }

  @Test
  void when_nobody_says_whether_there_is_one_they_are_told_the_same_after_a_while() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.after(WAIT.minusMillis(1));
    assertThat(kit.answers()).isEmpty();
    kit.after(Duration.ofMillis(1));
    assertThat(kit.answer().status()).isEqualTo(404);

    kit.document(1, false, true);
    assertThat(kit.answers()).isEmpty();
    kit.alice.calls(SessionKit.LOBBY);
    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  void who_asks_later_asks_again() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.after(WAIT);
    kit.bob.calls(SessionKit.LOBBY);

    assertThat(kit.questions()).hasSize(1);
  }

  @Test
  void a_retransmission_at_another_edge_gets_the_answer_there() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.through(new ReplyTo(7, 1)).repeatsInvite();
    assertThat(kit.questions()).isEmpty();

    kit.document(1, false, true);

    assertThat(kit.answer().replyTo().edge()).isEqualTo(7);
  }

  @Test
  void a_caller_that_gives_up_is_answered_and_starts_nothing() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.cancels();
    assertThat(kit.answer().status()).isEqualTo(487);

    kit.document(1, false, true);
    assertThat(kit.answers()).isEmpty();
    assertThat(kit.session()).isNull();
  }

  @Test
  void an_edge_that_gave_up_starts_nothing() {
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.abandoned();

    kit.document(1, false, true);

    assertThat(kit.answers()).isEmpty();
    assertThat(kit.session()).isNull();
  }

  @Test
  void only_so_many_wait() {
    for (int i = 0; i < 100; i++) {
      kit.peer("user" + i, "User").calls(SessionKit.LOBBY);
    }
    assertThat(kit.allAnswers()).isEmpty();

    kit.alice.calls(SessionKit.LOBBY);

    assertThat(kit.answer().status()).isEqualTo(503);
    assertThat(kit.answer().headers().retryAfter()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:lobby@im.example.org;session=0000", "sip:lobby@elsewhere.org"})
  void what_no_document_would_make_known_is_refused_at_once(String target) {
    kit.alice.calls(ImAddress.parse(target));

    assertThat(kit.answer().status()).isEqualTo(404);
    assertThat(kit.questions()).isEmpty();
  }

  @Test
  void without_an_upstream_nobody_waits() {
    SessionKit alone = SessionKit.group();
    Peer alice = alone.alice;

    alice.calls(SessionKit.LOBBY);

    assertThat(alone.answer().status()).isEqualTo(404);
    assertThat(alone.questions()).isEmpty();
  }
}
