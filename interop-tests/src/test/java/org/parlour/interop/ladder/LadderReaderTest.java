package org.parlour.interop.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class LadderReaderTest {
  @Test
  void readsMessagesInBothDirectionsWithTheirClauses() {
    Ladder ladder =
        LadderReader.read(
            "call",
            """
            # A call.
            Spec: 7.2.1.2-3, RFC 3261 §9

            alice -> im  INVITE {factory}
                         +sdp types=message/cpim
                         Subject: lunch; and more
            im -> bob    INVITE ; Contact: <{S}>;isfocus ; -Warning
            bob -> im    180
            alice <- im  180 INVITE
            """);

    assertThat(ladder.specs()).containsExactly("7.2.1.2-3", "RFC 3261 §9");
    assertThat(ladder.rungs())
        .extracting(Rung::agent, Rung::incoming, Rung::what)
        .containsExactly(
            tuple("alice", false, "INVITE {factory}"),
            tuple("bob", true, "INVITE"),
            tuple("bob", false, "180"),
            tuple("alice", true, "180 INVITE"));
    assertThat(ladder.rungs())
        .extracting(Rung::clauses)
        .containsExactly(
            List.of("+sdp types=message/cpim", "Subject: lunch; and more"),
            List.of("Contact: <{S}>;isfocus", "-Warning"),
            List.of(),
            List.of());
  }

  @Test
  void jsonStaysWhole() {
    Ladder ladder =
        LadderReader.read(
            "group",
            """
            operator -> im  PUT /api/v1/groups/{G}
                            {"members": [{"address": "{bob}"}],
                            "inviteMembers": true}
            """);

    assertThat(ladder.rungs().getFirst().what()).isEqualTo("PUT /api/v1/groups/{G}");
    assertThat(String.join(" ", ladder.rungs().getFirst().clauses()))
        .isEqualTo("{\"members\": [{\"address\": \"{bob}\"}], \"inviteMembers\": true}");
  }

  @Test
  void namesTheLineThatItCannotRead() {
    assertThatThrownBy(() -> LadderReader.read("call", "# A call.\nalice -> bob INVITE\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("call:2: alice -> bob INVITE");
  }

  @Test
  void aClauseNeedsAMessageAboveIt() {
    assertThatThrownBy(() -> LadderReader.read("call", "  Subject: lunch\n"))
        .hasMessageContaining("call:1");
  }
}
