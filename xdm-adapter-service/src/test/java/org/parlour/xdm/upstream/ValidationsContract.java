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
    assertThat(validations.find(Kind.GROUP, TEAM)).contains(new Validation(null, null));

    Validation confirmed = new Validation("W/\"7\"", NOW);
    validations.confirm(Kind.GROUP, TEAM, confirmed, NOW.plusSeconds(60));
    validations.begin(Kind.GROUP, TEAM, NOW);

    assertThat(validations.find(Kind.GROUP, TEAM)).contains(confirmed);
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
    assertThat(validations.census()).isEqualTo(new Census(0, null));

    validations.begin(Kind.GROUP, LOBBY, NOW);
    validations.confirm(Kind.GROUP, TEAM, new Validation(null, NOW), NOW);
    validations.confirm(Kind.RULES, TEAM, new Validation(null, NOW.minusSeconds(3)), NOW);

    assertThat(validations.census()).isEqualTo(new Census(3, NOW.minusSeconds(3)));
  }
}
