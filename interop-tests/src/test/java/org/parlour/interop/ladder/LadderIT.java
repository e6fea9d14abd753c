package org.parlour.interop.ladder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.parlour.interop.suite.RunningSuite;

/// Plays every ladder in `src/test/resources/ladders` over UDP and over TCP against a suite of its
/// own, whose next hop the ladders are: no SIP/IP core stands in between.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LadderIT {
  private static final List<String> TRANSPORTS = List.of("udp", "tcp");

  private final LadderCore core = new LadderCore();
  private final RunningSuite suite;

  LadderIT() {
    suite =
        RunningSuite.start(
            false,
            Map.of(
                "im.sip.next-hop", "127.0.0.1:" + core.port() + ";transport=udp",
                "im.adhoc.max-participants", "5",
                "im.cf.min-se", "6s",
                "im.cf.no-answer", "8s",
                "im.cf.max-subscriptions-per-user", "2",
                "im.conference.notify-min-interval", "1ms"));
  }

  @AfterAll
  void stop() {
    suite.close();
    core.close();
  }

  @TestFactory
  Stream<DynamicContainer> ladders() {
    return LadderFiles.all().stream()
        .map(
            ladder ->
                DynamicContainer.dynamicContainer(
                    ladder.name(),
                    TRANSPORTS.stream()
                        .map(
                            transport ->
                                DynamicTest.dynamicTest(
                                    transport, () -> play(ladder, transport)))));
  }

  private void play(Ladder ladder, String transport) throws IOException, InterruptedException {
    boolean passed = false;
    try (Play play = new Play(ladder, core, suite, transport.equals("udp"))) {
      play.run();
      passed = true;
    } finally {
      LadderFiles.outcome(ladder, transport, passed);
    }
  }
}
