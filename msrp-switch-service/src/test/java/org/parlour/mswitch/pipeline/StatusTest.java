package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Legs;
import org.parlour.mswitch.support.Peer;
import org.parlour.mswitch.switching.Refusal;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.Direction;

/// Every request that cannot be served gets its status, is counted by its reason, and touches
/// nobody else. Over real sockets.
@Spec({
  "RFC 4975 §10.1",
  "RFC 4975 §10.2",
  "RFC 4975 §10.3",
  "RFC 4975 §10.4",
  "RFC 4975 §10.5",
  "RFC 4975 §10.6",
  "RFC 4975 §10.7",
  "RFC 4975 §10.8",
  "RFC 4975 §10.9",
  "RFC 4975 §10.10",
  "RFC 7701 §10.3"
})
class StatusTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final String CPIM = "Content-Type: message/cpim\r\n";
  private static final String TYPE = "text/plain";

  /// Who waits for the answer to which transaction.
  private record Asked(Peer peer, String transaction) {}

  private interface Question {
    Asked ask(StatusTest test);
  }

  /// @param reason it is counted under
  private record Case(int status, Refusal reason, String what, Question question) {
    @Override
    public String toString() {
      return status + " " + reason.tag() + ": " + what;
    }
  }

  private final Kit kit = new Kit();
  private final List<Peer> peers =
      open(
          leg("alice"),
          leg("bob"),
          leg("dave").withoutPrivateMessages().withoutNicknames(),
          leg("lisa").direction(Direction.RECVONLY),
          leg("tess").wrappedTypes(TYPE));

  private List<Peer> open(Legs... legs) {
    kit.open("rec-1", Stream.of(legs).map(Legs::build).toArray(MediaLeg[]::new));
    return Stream.of("alice", "bob", "dave", "lisa", "tess")
        .map(name -> kit.peer(name).bind())
        .toList();
  }

  private Peer alice() {
    return peers.getFirst();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private Asked send(String headers, String body, char flag) {
    return new Asked(alice(), alice().request("SEND", headers, body, flag));
  }

  private Asked say(String from, String to) {
    return new Asked(alice(), alice().say(from, to, "x"));
  }

  private Asked chunk(String id, String range, char flag) {
    String whole = Peer.cpim(ALICE, Kit.SESSION, TYPE, "x".repeat(50));
    return send(
        "Message-ID: " + id + "\r\nByte-Range: " + range + "\r\n" + CPIM,
        whole.substring(0, 20),
        flag);
  }

  /// A first chunk that is taken, before the one that is not.
  private Asked behindTwenty(String range) {
    Asked first = chunk("c", "1-*/100", '+');
    assertThat(first.peer.answerTo(first.transaction)).isEqualTo(200);
    return chunk("c", range, '+');
  }

  private static Stream<Case> cases() {
    return Stream.of(
        new Case(400, Refusal.MALFORMED, "no Message-ID", t -> t.send(CPIM, "x", '$')),
        new Case(
            400,
            Refusal.MALFORMED,
            "a range that ends before it begins",
            t -> t.send("Message-ID: m\r\nByte-Range: 9-3/9\r\n" + CPIM, "x", '$')),
        new Case(
            400,
            Refusal.MALFORMED,
            "an unknown Failure-Report",
            t -> t.send("Message-ID: m\r\nFailure-Report: maybe\r\n" + CPIM, "x", '$')),
        new Case(
            400,
            Refusal.MALFORMED_ENVELOPE,
            "no CPIM",
            t -> t.send("Message-ID: m\r\n" + CPIM, "x", '$')),
        new Case(
            400, Refusal.NO_CONTENT_TYPE, "no type", t -> t.send("Message-ID: m\r\n", "x", '$')),
        new Case(
            403,
            Refusal.WRONG_DIRECTION,
            "a listener speaks",
            t -> {
              Peer lisa = t.peers.get(3);
              return new Asked(lisa, lisa.say("sip:lisa@example.org", Kit.SESSION, "x"));
            }),
        new Case(
            403,
            Refusal.FOREIGN_SENDER,
            "somebody else's name",
            t -> t.say("sip:bob@example.org", Kit.SESSION)),
        new Case(
            403, Refusal.FOREIGN_SENDER, "the server's name", t -> t.say(Kit.SESSION, Kit.GROUP)),
        new Case(
            403,
            Refusal.SEVERAL_RECIPIENTS,
            "two recipients",
            t -> t.say(ALICE, "sip:bob@example.org>\r\nTo: <sip:dave@example.org")),
        new Case(
            403,
            Refusal.NICKNAMES_NOT_AGREED,
            "a nickname without agreement",
            t -> {
              Peer dave = t.peers.get(2);
              return new Asked(
                  dave, dave.request("NICKNAME", "Use-Nickname: \"D\"\r\n", null, '$'));
            }),
        new Case(
            404,
            Refusal.RECIPIENT_UNKNOWN,
            "to a stranger",
            t -> t.say(ALICE, "sip:zoe@example.org")),
        new Case(
            408,
            Refusal.NO_DECISION,
            "nobody decides about a nickname",
            t -> {
              Asked asked = t.nickname("\"Al\"");
              t.kit.backbone.next(MediaEvent.NicknameRequested.class);
              t.kit.advance(Duration.ofSeconds(11));
              return asked;
            }),
        new Case(
            408,
            Refusal.NOT_STORED,
            "Kafka is silent",
            t -> {
              t.kit.backbone.fallSilent();
              Asked asked = t.say(ALICE, Kit.SESSION);
              assertThat(t.peers.get(1).heardText()).isEqualTo("x");
              t.kit.advance(Duration.ofSeconds(26));
              t.kit.backbone.recover();
              return asked;
            }),
        new Case(
            413, Refusal.MESSAGE_TOO_LARGE, "too large", t -> t.chunk("l", "1-*/2000000", '+')),
        new Case(
            413, Refusal.UNKNOWN_MESSAGE, "a chunk of nothing", t -> t.chunk("u", "7-*/100", '+')),
        new Case(413, Refusal.MISSING_OCTETS, "a gap", t -> t.behindTwenty("41-*/100")),
        new Case(
            413,
            Refusal.TOO_MANY_OPEN_MESSAGES,
            "too much at once",
            t -> {
              for (int i = 0; i < 3; i++) {
                Asked open = t.chunk("o" + i, "1-*/100", '+');
                assertThat(open.peer.answerTo(open.transaction)).isEqualTo(200);
              }
              return t.chunk("o3", "1-*/100", '+');
            }),
        new Case(
            415,
            Refusal.NOT_WRAPPED,
            "no envelope among many",
            t -> t.send("Message-ID: m\r\nContent-Type: text/plain\r\n", "x", '$')),
        new Case(
            415,
            Refusal.NOT_ACCEPTED,
            "what the recipient does not take",
            t ->
                new Asked(
                    t.alice(),
                    t.alice().sayAs("", ALICE, "sip:tess@example.org", "image/png", "x"))),
        new Case(
            423, Refusal.RANGE_OUT_OF_BOUNDS, "beyond the end", t -> t.chunk("b", "1-*/10", '+')),
        new Case(423, Refusal.RANGE_OUT_OF_BOUNDS, "another end", t -> t.behindTwenty("21-*/200")),
        new Case(424, Refusal.MALFORMED_NICKNAME, "no quotes", t -> t.nickname("Al")),
        new Case(
            424,
            Refusal.MALFORMED_NICKNAME,
            "too long",
            t -> t.nickname('"' + "n".repeat(65) + '"')),
        new Case(424, Refusal.MALFORMED_NICKNAME, "unprintable", t -> t.nickname("\"a\u200eb\"")),
        new Case(
            428,
            Refusal.PRIVATE_MESSAGES_NOT_AGREED,
            "privately to one who did not agree",
            t -> t.say(ALICE, "sip:dave@example.org")),
        new Case(
            481,
            Refusal.UNKNOWN_SESSION,
            "a session that never comes",
            t -> {
              Peer zoe = t.alice().also("zoe");
              Asked asked = new Asked(zoe, zoe.request("SEND", "Message-ID: m\r\n", null, '$'));
              Awaitility.await()
                  .pollInterval(Duration.ofMillis(10))
                  .until(
                      () -> {
                        t.kit.advance(Duration.ofMillis(200));
                        return t.counted(Refusal.UNKNOWN_SESSION) == 1;
                      });
              return asked;
            }),
        new Case(
            481,
            Refusal.FOREIGN_PATH,
            "another From-Path",
            t -> {
              t.alice()
                  .write(
                      "MSRP tPath0001 SEND\r\nTo-Path: "
                          + t.alice().to()
                          + "\r\nFrom-Path: msrp://192.0.2.1:9/eve;tcp\r\n"
                          + "Message-ID: m\r\n-------tPath0001$\r\n");
              return new Asked(t.alice(), "tPath0001");
            }),
        new Case(
            481,
            Refusal.FOREIGN_PATH,
            "to be relayed",
            t -> {
              t.alice()
                  .write(
                      "MSRP tPath0002 SEND\r\nTo-Path: "
                          + t.alice().to()
                          + " msrp://192.0.2.7:9/b;tcp\r\nFrom-Path: "
                          + t.alice().from()
                          + "\r\nMessage-ID: m\r\n-------tPath0002$\r\n");
              return new Asked(t.alice(), "tPath0002");
            }),
        new Case(
            501,
            Refusal.UNKNOWN_METHOD,
            "a method of another time",
            t -> new Asked(t.alice(), t.alice().request("DOIT", "", null, '$'))),
        new Case(
            501,
            Refusal.UNKNOWN_METHOD,
            "we are no relay",
            t -> new Asked(t.alice(), t.alice().request("AUTH", "", null, '$'))),
        new Case(
            506,
            Refusal.BOUND_ELSEWHERE,
            "a second connection",
            t -> {
              Peer second = t.kit.peer("alice");
              return new Asked(second, second.request("SEND", "Message-ID: m\r\n", null, '$'));
            }));
  }

  private Asked nickname(String value) {
    return new Asked(
        alice(), alice().request("NICKNAME", "Use-Nickname: " + value + "\r\n", null, '$'));
  }

  private double counted(Refusal reason) {
    return kit.count("im.switch.refused", "reason", reason.tag());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAndCountsAndTouchesNobodyElse(Case asked) {
    Asked question = asked.question.ask(this);

    assertThat(question.peer.answerTo(question.transaction)).isEqualTo(asked.status);
    assertThat(asked.reason.status().code()).isEqualTo(asked.status);
    assertThat(counted(asked.reason)).isEqualTo(1);
    assertThat(alice().answerTo(alice().say(ALICE, Kit.SESSION, "still here"))).isEqualTo(200);
    assertThat(peers.get(1).heardText()).isEqualTo("still here");
    assertThat(peers.get(4).heardText())
        .isEqualTo(asked.reason == Refusal.NOT_STORED ? "x" : "still here");
  }
}
