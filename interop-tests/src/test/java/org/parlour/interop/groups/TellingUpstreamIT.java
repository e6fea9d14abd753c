package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.Spec;
import org.parlour.support.net.FreePorts;

/// A suite in front of another one, which keeps groups and rules and tells of changes. Nothing is
/// asked for by the clock while the tests last.
class TellingUpstreamIT {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String SERVER = "im-server@example.org";

  private static RunningSuite upstream;
  private static RunningSuite suite;

  /// The edges are each other's neighbours: where both serve one domain, no core could tell them
  /// apart.
  @BeforeAll
  static void start() {
    List<Integer> controlling = FreePorts.several(2);
    upstream =
        RunningSuite.start(
            false,
            Map.of(
                "im.sip.controlling-port",
                controlling.get(0).toString(),
                "im.sip.next-hop",
                "127.0.0.1:" + controlling.get(1) + ";transport=tcp",
                "im.xdm.xcap.passwords[" + SERVER + "]",
                "server",
                "im.xdm.xcap.servers",
                "sip:" + SERVER,
                "im.cf.document-servers",
                "sip:" + SERVER));
    Map<String, String> properties = new HashMap<>();
    properties.put("im.sip.controlling-port", controlling.get(1).toString());
    properties.put("im.xdm.demo-groups", "false");
    properties.put("im.xdm.upstream.uri", upstream.addresses().xdm() + "/xcap-root");
    properties.put("im.xdm.upstream.user", SERVER);
    properties.put("im.xdm.upstream.password", "server");
    properties.put("im.xdm.upstream.freshness", "1h");
    properties.put("im.xdm.upstream.told", "1h");
    properties.put("im.xdm.upstream.negative", "200ms");
    properties.put("im.xdm.upstream.notifier", "sip:xcap-diff@im.example.org");
    properties.put(
        "im.xdm.upstream.notifier-route",
        "<sip:127.0.0.1:" + controlling.get(0) + ";transport=tcp;lr>");
    properties.put("im.xdm.upstream.subscriber", "sip:" + SERVER);
    properties.put("im.cf.upstream-wait", "3s");
    suite = RunningSuite.start(false, properties);
  }

  @AfterAll
  static void stop() {
    suite.close();
    upstream.close();
  }

  private static double notices() {
    return suite
        .rest()
        .metrics(suite.addresses().xdm())
        .lines()
        .filter(line -> line.startsWith("im_xdm_upstream_notices_total{"))
        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
        .sum();
  }

  /// Tries again and again what is to be answered so from now on.
  private static void soon(Supplier<String> attempt, String... words) {
    long from = System.nanoTime();
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(attempt.get()).contains(words));
    long _ = said("obeyed", from);
  }

  private static long said(String what, long from) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    System.out.printf("%s %d ms after the change upstream%n", what, millis);
    return millis;
  }

  @Test
  @Spec({"RFC 5875", "7.2.1.3-4"})
  void whatIsChangedThereHoldsForARunningSessionAtOnce() {
    GroupFile group = new GroupFile("told", upstream);
    try (Guest ann = Guest.arrives("told-ann", suite);
        Guest ben = Guest.arrives("told-ben", suite);
        Guest cat = Guest.arrives("told-cat", suite)) {
      double before = notices();
      group.members(ann, ben).write();
      ImSession anns = ann.joins(group.uri());
      ImSession bens = ben.joins(group.uri());
      assertThat(cat.isRefusedBy(group.uri())).contains("403", "joining not allowed");
      await().atMost(Guest.PATIENCE).until(() -> notices() > before);

      long from = System.nanoTime();
      group.members(ann, cat).write();
      ben.seesTheEndOf(bens);
      assertThat(said("expelled", from)).isLessThan(SOON.toMillis());
      cat.joins(group.uri());

      group.delete();
      ann.seesTheEndOf(anns);
    }
  }

  @Test
  @Spec({"RFC 5875", "ISS-2"})
  void rulesThatAreChangedThereHoldForTheNextWhoCalls() {
    try (Guest dan = Guest.arrives("told-dan", suite);
        Guest eve = Guest.arrives("told-eve", suite)) {
      double before = notices();
      UserFile rules = new UserFile(dan.address(), upstream);
      rules.says("{\"blockList\": [\"sip:nobody@example.org\"]}");
      new UserFile(dan.address(), suite).isKnown();
      await().atMost(Guest.PATIENCE).until(() -> notices() > before);
      assertThat(eve.triesToCall(dan)).contains("486");

      rules.says("{\"blockList\": [\"" + eve.address() + "\"]}");
      soon(() -> eve.triesToCall(dan), "403");
    }
  }
}
