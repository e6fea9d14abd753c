package org.parlour.conference.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;

/// Refusals say why, and leave nothing behind.
class RefusalsTest {
  /// Reference §7.6: those that need no Warning.
  private static final Set<Integer> PLAIN =
      Set.of(400, 401, 405, 407, 415, 420, 422, 423, 481, 482, 483, 487, 489, 491, 500, 501);

  private static final Set<String> METHODS = Set.of("INVITE", "MESSAGE", "SUBSCRIBE", "REFER");

  @ParameterizedTest
  @EnumSource(ImError.class)
  @Spec("16-1")
  void every_outcome_of_the_catalogue_has_a_warning_of_its_own(ImError error) {
    assertThat(error.sipStatus()).isBetween(400, 699);
    assertThat(error.warning()).isEqualTo(new Warning(399, error.text()));
    assertThat(Stream.of(ImError.values()).filter(e -> e.text().equals(error.text()))).hasSize(1);
  }

  @Test
  @Spec("16-1")
  void whatever_is_refused_in_any_state_has_its_warning() {
    List<SendAnswer> answers = new FocusStates().answers();

    assertThat(answers).isNotEmpty().allSatisfy(RefusalsTest::assertWarned);
  }

  static Stream<Refusal> all() {
    return Stream.of(Refusal.ofSetup(), Refusal.ofGroup(), Refusal.ofInvitees())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  @Spec("16-1")
  void a_refused_invite_has_its_warning(Refusal refusal) {
    SendAnswer answer = refusal.way().get().allAnswers().getLast();

    assertThat(answer.status()).isEqualTo(refusal.status());
    if (!refusal.name().equals("everybody declines")) { // a code that is passed on
      assertWarned(answer);
    }
  }

  private static void assertWarned(SendAnswer answer) {
    String method = answer.skeleton().cseq().substring(answer.skeleton().cseq().indexOf(' ') + 1);
    if (answer.status() >= 300 && METHODS.contains(method) && !PLAIN.contains(answer.status())) {
      Warning warning = answer.headers().warning();
      assertThat(warning).as(method + " " + answer.status()).isNotNull();
      assertThat(warning.code()).isIn(answer.status() == 488 ? Set.of(304, 305) : Set.of(399));
      assertThat(warning.text()).isNotBlank();
    }
  }

  static Stream<Refusal> beforeAnybodyWasAsked() {
    return Stream.of(Refusal.ofSetup(), Refusal.ofGroup()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("beforeAnybodyWasAsked")
  @Spec("16-2")
  void a_rejected_invite_leaves_nothing(Refusal refusal) {
    SessionKit kit = refusal.way().get();

    assertThat(kit.session()).isNull();
    assertThat(kit.focus().legs().isEmpty()).isTrue();
    assertThat(kit.focus().users().isEmpty()).isTrue();
    assertThat(kit.timers().keySet()).isSubsetOf("recent:");
    assertThat(kit.allEffects()).singleElement().isInstanceOf(Effect.ToEdge.class);
  }

  static List<Refusal> afterwards() {
    return Refusal.ofInvitees();
  }

  @ParameterizedTest
  @MethodSource("afterwards")
  @Spec("16-2")
  void an_invite_that_nobody_takes_reaches_neither_switch_nor_archive(Refusal refusal) {
    SessionKit kit = refusal.way().get();

    assertThat(kit.allEffects())
        .noneMatch(Effect.ToSwitch.class::isInstance)
        .noneMatch(Effect.ToHistory.class::isInstance);
    assertThat(kit.allRequests("NOTIFY")).isEmpty();
    assertThat(kit.session().running()).isFalse();
    assertThat(kit.focus().timeline()).isNull();
  }
}
