package org.parlour.conference.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;

/// A table of every state and every kind of input, made by the core. Each cell also keeps the
/// invariants that [SessionKit] checks.
class FocusStatesTest {
  private static final Path PAGE = Path.of("..", "docs", "spec", "focus-states.md");
  private static final Path MADE = Path.of("target", "focus-states.md");
  private static FocusStates states;

  @BeforeAll
  static void decide() {
    states = new FocusStates();
  }

  @Test
  void every_kind_of_input_and_method_is_tried() {
    List<Class<?>> kinds = new ArrayList<>();
    leaves(SignallingInput.class, kinds);
    leaves(SipMethod.class, kinds);

    assertThat(states.fed()).containsAll(kinds);
  }

  private static void leaves(Class<?> type, List<Class<?>> found) {
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(kind -> leaves(kind, found));
    } else {
      found.add(type);
    }
  }

  @Test
  void every_phase_is_prepared() {
    assertThat(Arrays.stream(LegState.values()).map(FocusStatesTest::phase))
        .contains(LegPhase.values());
    assertThat(
            Arrays.stream(SessionState.values())
                .map(SessionState::prepared)
                .filter(kit -> kit.session() != null)
                .map(kit -> kit.session().phase()))
        .contains(Phase.values());
  }

  private static LegPhase phase(LegState state) {
    SessionKit kit = state.prepared();
    return kit.focus().legs().get(state.tag(kit)).phase();
  }

  @Test
  void every_state_is_what_it_is_called() {
    for (LegState state : LegState.values()) {
      SessionKit kit = state.prepared();
      assertThat(LegState.name(kit.focus().legs().get(state.tag(kit)))).isEqualTo(state.title());
    }
    for (SessionState state : SessionState.values()) {
      assertThat(SessionState.name(state.prepared())).isEqualTo(state.title());
    }
  }

  @Test
  void the_page_says_what_the_core_does() throws IOException {
    String page = FocusStatesPage.of(states);
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, page);

    assertThat(page)
        .as("copy conference-service/%s to %s", MADE, PAGE.normalize())
        .isEqualToNormalizingNewlines(Files.exists(PAGE) ? Files.readString(PAGE) : "");
  }
}
