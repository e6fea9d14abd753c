package org.parlour.interop.ladder;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Plays every ladder in `src/test/resources/ladders` over UDP and over TCP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LadderIT {
  private final LadderStage stage =
      new LadderStage(
          Map.of(
              "im.adhoc.max-participants", "5",
              "im.cf.min-se", "6s",
              "im.cf.no-answer", "8s",
              "im.cf.max-subscriptions-per-user", "2",
              "im.conference.notify-min-interval", "1ms"));

  @AfterAll
  void stop() {
    stage.close();
  }

  @TestFactory
  Stream<DynamicContainer> ladders() {
    return stage.plays(new LadderFiles(""));
  }
}
