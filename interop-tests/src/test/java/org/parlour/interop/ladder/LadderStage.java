package org.parlour.interop.ladder;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.parlour.interop.suite.RunningSuite;

/// A suite of its own, whose next hop the ladders are: no SIP/IP core stands in between. Several
/// ladders are played at a time: most of a play is waiting, and no two have a user or group in
/// common.
final class LadderStage implements AutoCloseable {
  private static final List<String> TRANSPORTS = List.of("udp", "tcp");
  private static final int AT_A_TIME = 4;

  private final LadderCore core = new LadderCore();
  private final RunningSuite suite;
  private final ExecutorService players = Executors.newFixedThreadPool(AT_A_TIME);

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
                    TRANSPORTS.stream().map(transport -> test(files, ladder, transport)).toList()))
        .toList()
        .stream();
  }

  /// Begins as soon as a player is free; the test waits for the outcome.
  private DynamicTest test(LadderFiles files, Ladder ladder, String transport) {
    CompletableFuture<@Nullable Throwable> outcome =
        CompletableFuture.supplyAsync(() -> failure(files, ladder, transport), players);
    return DynamicTest.dynamicTest(
        transport,
        () -> {
          Throwable failure = outcome.join();
          if (failure != null) {
            throw failure;
          }
        });
  }

  private @Nullable Throwable failure(LadderFiles files, Ladder ladder, String transport) {
    try {
      play(files, ladder, transport);
      return null;
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      return e;
    }
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
    players.shutdownNow();
    suite.close();
    core.close();
  }
}
