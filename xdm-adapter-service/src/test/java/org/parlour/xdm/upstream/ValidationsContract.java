package org.parlour.xdm.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.upstream.Validations.Census;
import org.parlour.xdm.upstream.Validations.Due;
import org.parlour.xdm.upstream.Validations.Validation;

/// What holds wherever it is kept.
@SuppressWarnings("NullAway.Init")
abstract class ValidationsContract {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final ImAddress LOBBY = ImAddress.parse("sip:lobby@im.example.org");
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private Validations validations;

  abstract Validations validations();

  @BeforeEach
  void open() {
    validations = validations();
  }

  @Test
  void knowsWhatBeganAndWhatWasConfirmed() {
    validations.begin(Kind.GROUP, TEAM, NOW);
    assertThat(validations.find(Kind.GROUP, TEAM)).contains(new Validation(null, null, null));

    validations.confirm(Kind.GROUP, TEAM, "W/\"7\"", NOW, NOW.plusSeconds(60));
    validations.begin(Kind.GROUP, TEAM, NOW);

    assertThat(validations.find(Kind.GROUP, TEAM)).contains(new Validation("W/\"7\"", NOW, null));
    assertThat(validations.find(Kind.RULES, TEAM)).isEmpty();
    validations.forget(Kind.GROUP, TEAM);
    assertThat(validations.find(Kind.GROUP, TEAM)).isEmpty();
  }

  @Test
  void givesWhatIsDueToOneOnlyAndTheLongestFirst() {
    validations.begin(Kind.GROUP, TEAM, NOW.minusSeconds(1));
    validations.begin(Kind.RULES, LOBBY, NOW.minusSeconds(2));
    validations.begin(Kind.GROUP, LOBBY, NOW.plusSeconds(1));
    Instant lease = NOW.plusSeconds(10);

    assertThat(validations.claim(1, NOW, lease)).containsExactly(new Due(Kind.RULES, LOBBY));
    assertThat(validations.claim(10, NOW, lease)).containsExactly(new Due(Kind.GROUP, TEAM));
    assertThat(validations.claim(10, NOW, lease)).isEmpty();
    assertThat(validations.claim(10, lease, lease.plusSeconds(1))).hasSize(3);
  }

  @Test
  void whatIsPostponedComesLater() {
    validations.begin(Kind.GROUP, TEAM, NOW);
    validations.postpone(Kind.GROUP, TEAM, NOW.plusSeconds(5));

    assertThat(validations.claim(1, NOW, NOW)).isEmpty();
    assertThat(validations.claim(1, NOW.plusSeconds(5), NOW.plusSeconds(9))).hasSize(1);
  }

  @Test
  void countsWhatThereIs() {
    assertThat(validations.census(NOW)).isEqualTo(new Census(0, 0, null));

    validations.begin(Kind.GROUP, LOBBY, NOW);
    validations.confirm(Kind.GROUP, TEAM, null, NOW, NOW);
    validations.confirm(Kind.RULES, TEAM, null, NOW.minusSeconds(3), NOW);
    validations.tell(Kind.GROUP, TEAM, NOW.plusSeconds(1), NOW);
    validations.tell(Kind.RULES, TEAM, NOW, NOW);

    assertThat(validations.census(NOW)).isEqualTo(new Census(3, 1, NOW.minusSeconds(3)));
  }

  @Test
  void whatTheUpstreamTellsOfIsDueThenAndStaysTold() {
    validations.confirm(Kind.GROUP, TEAM, "\"1\"", NOW, NOW.plusSeconds(60));

    assertThat(validations.tell(Kind.GROUP, TEAM, NOW.plusSeconds(9), NOW)).isTrue();
    assertThat(validations.claim(9, NOW, NOW)).containsExactly(new Due(Kind.GROUP, TEAM));
    validations.confirm(Kind.GROUP, TEAM, "\"2\"", NOW, NOW.plusSeconds(60));
    assertThat(validations.find(Kind.GROUP, TEAM))
        .contains(new Validation("\"2\"", NOW, NOW.plusSeconds(9)));
    assertThat(validations.tell(Kind.GROUP, LOBBY, NOW.plusSeconds(9), NOW)).isFalse();
    assertThat(validations.find(Kind.GROUP, LOBBY)).isEmpty();
  }
}
