package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Legs;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;

/// By which rules a connection's first request finds its leg, over real sockets.
class PathMatchingTest {
  private static final String OURS = "msrp://127.0.0.1:2855/alice-capability;tcp";
  private static final String OURS_MOVED = "msrp://203.0.113.5:7000/alice-capability;tcp";
  private static final String THEIRS = "msrp://192.0.2.1:9/alice;tcp";
  private static final String THEIRS_MOVED = "msrp://203.0.113.5:7001/alice;tcp";
  private static final String OTHER = "msrp://192.0.2.1:9/mallory;tcp";
  private static final String RELAYED = "msrp://relay.example.org:2855/r1;tcp " + THEIRS;

  private static int bind(Kit kit, String to, String from) {
    Peer peer = kit.peer("alice");
    peer.write(
        "MSRP tBind0001 SEND\r\nTo-Path: "
            + to
            + "\r\nFrom-Path: "
            + from
            + "\r\nMessage-ID: m\r\n-------tBind0001$\r\n");
    return peer.answerTo("tBind0001");
  }

  private static double bound(Kit kit, String rule) {
    return kit.count("im.switch.legs.bound", "rule", rule);
  }

  @ParameterizedTest
  @Spec({"RFC 4975 §5.4", "RFC 4975 §6.1"})
  @CsvSource({
    OURS + "," + THEIRS + ",200",
    OURS_MOVED + "," + THEIRS + ",481",
    OURS + "," + THEIRS_MOVED + ",481",
    OURS + "," + OTHER + ",481",
    OURS + "," + RELAYED + ",481",
    OURS + " " + OURS + "," + THEIRS + ",481"
  })
  void wantsThePathsThatWereAgreedOn(String to, String from, int status) {
    try (Kit kit = new Kit()) {
      kit.open(null, leg("alice").build());

      assertThat(bind(kit, to, from)).isEqualTo(status);
      assertThat(bound(kit, "strict")).isEqualTo(status == 200 ? 1 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    OURS + "," + THEIRS + ",200,strict",
    OURS_MOVED + "," + THEIRS_MOVED + ",200,session-id",
    OURS_MOVED + "," + OTHER + ",481,session-id"
  })
  void comparesSessionIdsWhereTheOperatorSaysSo(String to, String from, int status, String rule) {
    try (Kit kit = new Kit(Map.of("path-matching", "session-id"))) {
      kit.open(null, leg("alice").build());

      assertThat(bind(kit, to, from)).isEqualTo(status);
      assertThat(bound(kit, rule)).isEqualTo(status == 200 ? 1 : 0);
    }
  }

  @ParameterizedTest
  @Spec("RFC 6714 §5")
  @CsvSource({OURS_MOVED + "," + THEIRS_MOVED + ",200", OURS_MOVED + "," + OTHER + ",481"})
  void comparesSessionIdsWhereCemaWasAgreedOn(String to, String from, int status) {
    try (Kit kit = new Kit()) {
      kit.open(null, leg("alice").cema().build());

      assertThat(bind(kit, to, from)).isEqualTo(status);
      assertThat(bound(kit, "cema")).isEqualTo(status == 200 ? 1 : 0);
    }
  }

  @Test
  @Spec({"RFC 4975 §7.1", "RFC 4976 §4"})
  void answersAndSendsThroughRelays() {
    try (Kit kit = new Kit()) {
      Legs alice = leg("alice").remote("msrp://relay.example.org:2855/r1;tcp", THEIRS);
      kit.open(null, alice.build());
      Peer peer = kit.peer("alice");
      peer.write(
          "MSRP tBind0001 SEND\r\nTo-Path: "
              + OURS
              + "\r\nFrom-Path: "
              + RELAYED
              + "\r\nMessage-ID: m\r\n-------tBind0001$\r\n");
      var answer = peer.answer();
      kit.say(null, "operator", "hello");

      assertThat(answer.status().code()).isEqualTo(200);
      assertThat(answer.toPath()).hasToString("msrp://relay.example.org:2855/r1;tcp");
      assertThat(peer.request().head().toPath()).hasToString(RELAYED);
      assertThat(bound(kit, "relayed")).isEqualTo(1);
    }
  }
}
