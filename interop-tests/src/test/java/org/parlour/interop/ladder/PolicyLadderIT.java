package org.parlour.interop.ladder;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Plays the ladders of `policies`, where the operator chose otherwise: inviters are answered
/// early, there is no URI-list service, and one participant's new media are offered to the others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyLadderIT {
  private final LadderStage stage =
      new LadderStage(
          Map.of(
              "im.cf.early-answer", "true",
              "im.pager.list-service", "false",
              "im.cf.propagate-media", "true"));

  @AfterAll
  void stop() {
    stage.close();
  }

  @TestFactory
  Stream<DynamicContainer> ladders() {
    return stage.plays(new LadderFiles("policies"));
  }
}
