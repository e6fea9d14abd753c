package org.parlour.interop.ladder;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.parlour.interop.suite.RunningSuite;

/// A suite of its own, whose next hop the ladders are: no SIP/IP core stands in between.
final class LadderStage implements AutoCloseable {
  private static final List<String> TRANSPORTS = List.of("udp", "tcp");

  private final LadderCore core = new LadderCore();
  private final RunningSuite suite;

  /// @param policy the operator's properties
  LadderStage(Map<String, String> policy) {
    Map<String, String> properties = new HashMap<>(policy);
    properties.put("im.sip.next-hop", "127.0.0.1:" + core.port() + ";transport=udp");
    suite = RunningSuite.start(false, properties);
  }

  /// Each ladder over UDP and over TCP.
  Stream<DynamicContainer> plays(LadderFiles files) {
    return files.all().stream()
        .map(
            ladder ->
                DynamicContainer.dynamicContainer(
                    ladder.name(),
                    TRANSPORTS.stream()
                        .map(
                            transport ->
                                DynamicTest.dynamicTest(
                                    transport, () -> play(files, ladder, transport)))));
  }

  private void play(LadderFiles files, Ladder ladder, String transport)
      throws IOException, InterruptedException {
    boolean passed = false;
    try (Play play = new Play(ladder, core, suite, transport.equals("udp"))) {
      play.run();
      passed = true;
    } finally {
      files.outcome(ladder, transport, passed);
    }
  }

  @Override
  public void close() {
    suite.close();
    core.close();
  }
}
