package org.parlour.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final List<String> stopped = new ArrayList<>();
  private final Parts parts = new Parts(Progress.silent());

  @Test
  void whatIsUsedByOthersStopsAfterThem() {
    parts.add(Parts.Kind.POSTGRES, () -> stopped.add("postgres"));
    parts.add(Parts.Kind.KAFKA, () -> stopped.add("kafka"));
    parts.add(Parts.Kind.SERVICES, () -> stopped.add("services"));

    parts.close();

    assertThat(stopped).containsExactly("services", "kafka", "postgres");
  }

  @Test
  void aPartThatFailsToStopDoesNotKeepTheNextOneRunning() {
    parts.add(Parts.Kind.SERVICES, PartsTest::refuse);
    parts.add(Parts.Kind.KAFKA, () -> stopped.add("kafka"));

    parts.close();

    assertThat(stopped).containsExactly("kafka");
  }

  @Test
  void aPartThatStartsAfterTheEndBeganIsStoppedAtOnce() {
    parts.close();

    assertThatThrownBy(() -> parts.add(Parts.Kind.KAFKA, () -> stopped.add("kafka")))
        .isInstanceOf(StartFailure.class);
    assertThat(stopped).containsExactly("kafka");
  }

  private static void refuse() {
    throw new IllegalStateException("no");
  }
}
