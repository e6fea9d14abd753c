package org.parlour.xdm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.Precondition;

@Spec("RFC 9110 §13.1")
class PreconditionsTest {
  @Test
  void demandsNothingWithoutHeaders() {
    assertThat(Preconditions.of(null, null)).isEqualTo(new Precondition.None());
  }

  @Test
  void readsListsOfStrongTags() {
    assertThat(Preconditions.of("\"1\", \"22\"", null))
        .isEqualTo(new Precondition.OneOf(Set.of(1L, 22L)));
  }

  @Test
  void matchesNothingWithTagsThatAreNotOurs() {
    assertThat(Preconditions.of("W/\"1\", \"x\", 2, \"99999999999999999999\"", null))
        .isEqualTo(new Precondition.OneOf(Set.of()));
  }

  @Test
  void readsTheStar() {
    assertThat(Preconditions.of(" * ", null)).isEqualTo(new Precondition.Present());
    assertThat(Preconditions.of(null, "*")).isEqualTo(new Precondition.Absent());
  }

  @Test
  void refusesWhatNoWriteCanMean() {
    assertThatThrownBy(() -> Preconditions.of("*", "*")).isInstanceOf(GroupRefused.class);
    assertThatThrownBy(() -> Preconditions.of(null, "\"1\"")).isInstanceOf(GroupRefused.class);
  }
}
