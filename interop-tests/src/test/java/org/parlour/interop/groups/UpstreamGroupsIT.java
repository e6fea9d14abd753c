package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.client.ImSession;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// Groups that only another server knows.
class UpstreamGroupsIT {
  private static final Duration WAIT = Duration.ofSeconds(3);

  private static UpstreamXdms upstream;
  private static RunningSuite suite;

  @BeforeAll
  static void start() {
    upstream = new UpstreamXdms();
    suite =
        RunningSuite.start(
            false,
            Map.of(
                "im.xdm.upstream.uri",
                upstream.root(),
                "im.xdm.upstream.freshness",
                "500ms",
                "im.xdm.upstream.longest-pause",
                "1s",
                "im.cf.upstream-wait",
                WAIT.toSeconds() + "s"));
  }

  @AfterAll
  static void stop() {
    suite.close();
    upstream.close();
  }

  private static ImAddress group(String name) {
    return ImAddress.sip(name + "-" + Tokens.random(8).toLowerCase(Locale.ROOT), "im.example.org");
  }

  @Test
  @Spec({"7.2.1.3-7b", "7.2.1.3-8a"})
  void theFirstWhoCallsStartsTheSessionAndWhatIsChangedThereHoldsForIt() {
    ImAddress group = group("up");
    try (Guest ann = Guest.arrives("up-ann", suite);
        Guest ben = Guest.arrives("up-ben", suite);
        Guest cat = Guest.arrives("up-cat", suite)) {
      upstream.keeps(group, ann, ben);

      ImSession anns = ann.joins(group);
      ImSession bens = ben.joins(group);
      Guest.outcome("subscription", anns.subscribe());
      ann.seesConnected(ann, ben);
      assertThat(cat.isRefusedBy(group)).contains("403", "joining not allowed");

      upstream.keeps(group, ann);
      ben.seesTheEndOf(bens);
      upstream.forgets(group);
      ann.seesTheEndOf(anns);
      assertThat(ann.isRefusedBy(group)).contains("404", "Conference URI does not exist");
    }
  }

  @Test
  @Spec("7.2.1.3-1")
  void whatNobodyKnowsIsNotFoundAtOnce() {
    try (Guest ann = Guest.arrives("none-ann", suite)) {
      long before = System.nanoTime();

      assertThat(ann.isRefusedBy(group("none"))).contains("404", "Conference URI does not exist");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(WAIT);
    }
  }

  @Test
  @Spec("7.2.1.3-1")
  void whileTheUpstreamSaysNothingAnUnknownGroupIsNotFoundAfterAWhile() {
    ImAddress group = group("mute");
    try (Guest ann = Guest.arrives("mute-ann", suite)) {
      upstream.keeps(group, ann);
      upstream.falls(true);
      try {
        assertThat(ann.isRefusedBy(group)).contains("404", "Conference URI does not exist");
      } finally {
        upstream.falls(false);
      }
      await()
          .atMost(Guest.PATIENCE)
          .until(() -> Guest.refusal(ann.calls(group)).startsWith("accepted"));
    }
  }
}
