package org.parlour.mswitch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.mswitch.support.Way;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.Direction;

/// Who hears what, over real sockets of every kind.
@ParameterizedClass
@EnumSource(Way.class)
class SwitchingTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final MediaLeg A = leg("alice").build();
  private static final MediaLeg B = leg("bob").build();
  private static final MediaLeg C = leg("carol").build();

  private final Kit kit;

  SwitchingTest(Way way) {
    kit = new Kit(way, Map.of());
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  @Spec({"7.2.3.1", "RFC 7701 §6.1"})
  void sendsAMessageToAllOthers() {
    List<Peer> peers = kit.connected(A, B, C);
    String transaction = peers.get(0).say(ALICE, Kit.SESSION, "Pizza at noon?");

    assertThat(peers.get(0).answerTo(transaction)).isEqualTo(200);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "Pizza at noon?");
    MsrpRequest atBob = peers.get(1).request();
    MsrpRequest atCarol = peers.get(2).request();
    assertThat(atBob.body().toString(UTF_8)).isEqualTo(body);
    assertThat(atCarol.body().toString(UTF_8)).isEqualTo(body);
    assertThat(atBob.head().method()).isEqualTo(MsrpMethod.SEND);
    assertThat(atBob.head().toPath()).hasToString(peers.get(1).from());
    assertThat(atBob.head().fromPath()).hasToString(peers.get(1).to());
    assertThat(atBob.head().failureReport()).isEqualTo(FailureReport.NO);
    assertThat(atBob.head().successReport()).isFalse();
    assertThat(atBob.head().contentType()).isEqualTo("message/cpim");
    assertThat(atBob.head().range()).hasToString("1-" + body.length() + "/" + body.length());
    assertThat(atBob.end()).isEqualTo(End.COMPLETE);
    assertThat(atBob.head().messageId()).isNotEqualTo(atCarol.head().messageId());
    atBob.release();
    atCarol.release();
  }

  @Test
  @Spec("7.2.3.1")
  void keepsTheOrderOfASender() {
    List<Peer> peers = kit.connected(A, B, C);
    for (int i = 0; i < 200; i++) {
      peers.get(0).sayAs("Failure-Report: no\r\n", ALICE, Kit.SESSION, "text/plain", "n" + i);
    }
    for (int i = 0; i < 200; i++) {
      assertThat(peers.get(1).heardText()).isEqualTo("n" + i);
      assertThat(peers.get(2).heardText()).isEqualTo("n" + i);
    }
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void answersAsTheFailureReportSays() {
    List<Peer> peers = kit.connected(A, B);
    Peer alice = peers.get(0);
    alice.sayAs("Failure-Report: no\r\n", ALICE, Kit.SESSION, "text/plain", "1");
    alice.sayAs("Failure-Report: partial\r\n", ALICE, Kit.SESSION, "text/plain", "2");
    alice.sayAs("Failure-Report: no\r\n", "sip:eve@example.org", Kit.SESSION, "text/plain", "3");
    String refused =
        alice.sayAs(
            "Failure-Report: partial\r\n", "sip:eve@example.org", Kit.SESSION, "text/plain", "4");

    assertThat(alice.answerTo(refused)).isEqualTo(403);
    assertThat(peers.get(1).heardText()).isEqualTo("1");
    assertThat(peers.get(1).heardText()).isEqualTo("2");
  }

  @Test
  @Spec({"RFC 4975 §7.1.2", "RFC 4975 §7.1.3"})
  void reportsSuccess() {
    Peer alice = kit.connected(A, B).get(0);
    String transaction =
        alice.sayAs("Success-Report: yes\r\n", ALICE, Kit.SESSION, "text/plain", "hi");

    assertThat(alice.answerTo(transaction)).isEqualTo(200);
    MsrpRequest report = alice.request();
    int octets = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "hi").length();
    assertThat(report.head().method()).isEqualTo(MsrpMethod.REPORT);
    assertThat(report.head().range()).hasToString("1-" + octets + "/" + octets);
    assertThat(report.head().status()).hasToString("200 OK");
  }

  @Test
  @Spec({"7.2.3.3", "RFC 7701 §6.2"})
  void sendsAPrivateMessageToOneOnly() {
    List<Peer> peers = kit.connected(A, B, C);
    assertThat(peers.get(0).answerTo(peers.get(0).say(ALICE, "sip:bob@example.org", "psst")))
        .isEqualTo(200);
    peers.get(0).say(ALICE, Kit.SESSION, "hello all");

    assertThat(peers.get(1).heardText()).isEqualTo("psst");
    assertThat(peers.get(1).heardText()).isEqualTo("hello all");
    assertThat(peers.get(2).heardText()).isEqualTo("hello all");
  }

  @Test
  @Spec({"7.2.3.3", "RFC 4975 §5.1"})
  void leaksNoChunkOfAPrivateMessage() {
    List<Peer> peers = kit.connected(A, B, C);
    Peer alice = peers.get(0);
    String body = Peer.cpim(ALICE, "sip:bob@example.org", "text/plain", "the secret is 42");
    for (int i = 0; i < body.length(); i += 50) {
      String part = body.substring(i, Math.min(body.length(), i + 50));
      boolean last = i + 50 >= body.length();
      String transaction =
          alice.request(
              "SEND",
              "Message-ID: secret\r\nByte-Range: "
                  + (i + 1)
                  + "-*/"
                  + body.length()
                  + "\r\nContent-Type: message/cpim\r\n",
              part,
              last ? '$' : '+');
      assertThat(alice.answerTo(transaction)).isEqualTo(200);
    }
    alice.say(ALICE, Kit.SESSION, "hello all");

    StringBuilder heard = new StringBuilder();
    End end;
    do {
      MsrpRequest piece = peers.get(1).request();
      assertThat(piece.head().range().first()).isEqualTo(heard.length() + 1);
      assertThat(piece.head().range().total()).isEqualTo(body.length());
      heard.append(piece.body().toString(UTF_8));
      end = piece.end();
      piece.release();
    } while (end == End.MORE);
    assertThat(heard).hasToString(body);
    assertThat(peers.get(2).heardText()).isEqualTo("hello all");
  }

  @Test
  @Spec("RFC 7701 §6.2")
  void refusesWithTheRightCode() {
    List<Peer> peers = kit.connected(A, B, leg("dave").withoutPrivateMessages().build());
    Peer alice = peers.get(0);

    assertThat(alice.answerTo(alice.say("sip:eve@example.org", Kit.SESSION, "x"))).isEqualTo(403);
    assertThat(alice.answerTo(alice.say(Kit.SESSION, Kit.SESSION, "x"))).isEqualTo(403);
    assertThat(alice.answerTo(alice.say(ALICE, "sip:zoe@example.org", "x"))).isEqualTo(404);
    assertThat(alice.answerTo(alice.say(ALICE, "sip:dave@example.org", "x"))).isEqualTo(428);
    assertThat(
            alice.answerTo(
                alice.request("SEND", "Message-ID: m\r\nContent-Type: text/plain\r\n", "x", '$')))
        .isEqualTo(415);
    assertThat(
            alice.answerTo(
                alice.request("SEND", "Message-ID: m\r\nContent-Type: message/cpim\r\n", "x", '$')))
        .isEqualTo(400);
    assertThat(alice.answerTo(alice.request("SEND", "Message-ID: m\r\n", "x", '$'))).isEqualTo(400);
    assertThat(
            alice.answerTo(
                alice.request(
                    "SEND",
                    "Message-ID: n\r\nByte-Range: 7-*/*\r\nContent-Type: message/cpim\r\n",
                    "x",
                    '$')))
        .isEqualTo(413);
    assertThat(
            alice.answerTo(
                alice.request(
                    "SEND",
                    "Message-ID: n\r\nByte-Range: 1-*/2000000\r\nContent-Type: message/cpim\r\n",
                    "x",
                    '+')))
        .isEqualTo(413);
    assertThat(alice.answerTo(alice.request("DOIT", "", null, '$'))).isEqualTo(501);
    assertThat(alice.answerTo(alice.request("AUTH", "", null, '$'))).isEqualTo(501);
    assertThat(alice.answerTo(alice.request("SEND", "Byte-Range: 1-0/0\r\n", null, '$')))
        .isEqualTo(400);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "still here"))).isEqualTo(200);
    assertThat(peers.get(1).heardText()).isEqualTo("still here");
    assertThat(kit.count("im.switch.refused", "reason", "foreign-sender")).isEqualTo(2);
    assertThat(kit.count("im.switch.refused", "reason", "malformed")).isEqualTo(1);
  }

  @Test
  @Spec("7.2.3.1")
  void refusesWhoMayOnlyListen() {
    List<Peer> peers = kit.connected(leg("alice").direction(Direction.RECVONLY).build(), B);

    assertThat(peers.get(0).answerTo(peers.get(0).say(ALICE, Kit.SESSION, "x"))).isEqualTo(403);
  }

  @Test
  @Spec({"7.2.3.1", "RFC 4975 §7.1.1"})
  void hidesAnAnonymousSenderInEveryChunk() {
    List<Peer> peers =
        kit.connected(leg("alice").shownAs("sip:anonymous-1@im.example.org").build(), B);
    Peer alice = peers.get(0);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "who am I?");
    alice.request(
        "SEND",
        "Message-ID: a\r\nByte-Range: 1-*/" + body.length() + "\r\nContent-Type: message/cpim\r\n",
        body.substring(0, body.length() - 4),
        '+');
    alice.request(
        "SEND",
        "Message-ID: a\r\nByte-Range: "
            + (body.length() - 3)
            + "-*/"
            + body.length()
            + "\r\nContent-Type: message/cpim\r\n",
        body.substring(body.length() - 4),
        '$');

    MsrpRequest first = peers.get(1).request();
    MsrpRequest second = peers.get(1).request();
    String whole = first.body().toString(UTF_8) + second.body().toString(UTF_8);
    assertThat(whole).isEqualTo(body.replace(ALICE, "sip:anonymous-1@im.example.org"));
    assertThat(second.head().range())
        .hasToString(
            (first.body().readableBytes() + 1) + "-" + whole.length() + "/" + whole.length());
    first.release();
    second.release();
  }

  @Test
  @Spec({"7.2.3.1", "RFC 4975 §7.3.1"})
  void letsNoSecondFirstChunkChangeTheSender() {
    List<Peer> peers = kit.connected(A, B);
    Peer alice = peers.get(0);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "it is me");
    String forged = Peer.cpim("sip:carol@example.org", Kit.SESSION, "text/plain", "it");
    int half = body.length() - 4;
    for (String part : List.of("1|" + body.substring(0, half), "1|" + forged)) {
      alice.request(
          "SEND",
          "Message-ID: f\r\nByte-Range: "
              + part.substring(0, 1)
              + "-*/"
              + body.length()
              + "\r\nContent-Type: message/cpim\r\n",
          part.substring(2),
          '+');
    }
    alice.request(
        "SEND",
        "Message-ID: f\r\nByte-Range: "
            + (half + 1)
            + "-*/"
            + body.length()
            + "\r\nContent-Type: message/cpim\r\n",
        body.substring(half),
        '$');

    StringBuilder heard = new StringBuilder();
    MsrpRequest piece;
    do {
      piece = peers.get(1).request();
      assertThat(piece.head().range().first()).isEqualTo(heard.length() + 1);
      heard.append(piece.body().toString(UTF_8));
      piece.release();
    } while (piece.end() == End.MORE);
    assertThat(heard).startsWith("From: <" + ALICE + ">").doesNotContain("carol");
  }

  @Test
  @Spec({"7.2.3.1", "RFC 5438 §6.1"})
  void passesRequestsForNotificationsOn() {
    List<Peer> peers = kit.connected(A, B);
    String body =
        Peer.cpim(ALICE, Kit.SESSION, "text/plain", "seen?")
            .replaceFirst(
                "\r\n\r\n",
                "\r\nNS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: 34jk324j\r\n"
                    + "imdn.Disposition-Notification: display\r\n\r\n");
    peers.get(0).request("SEND", "Message-ID: i\r\nContent-Type: message/cpim\r\n", body, '$');

    assertThat(peers.get(1).heard()).isEqualTo(body);
  }

  @Test
  @Spec("7.2.3.1")
  void keepsOneOrderOnAllLegs() {
    List<Peer> peers = kit.connected(A, B, C, leg("dave").build());
    CompletableFuture<Void> bob =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 100; i++) {
                peers
                    .get(1)
                    .sayAs(
                        "Failure-Report: no\r\n",
                        "sip:bob@example.org",
                        Kit.SESSION,
                        "text/plain",
                        "b" + i);
              }
            });
    for (int i = 0; i < 100; i++) {
      peers.get(0).sayAs("Failure-Report: no\r\n", ALICE, Kit.SESSION, "text/plain", "a" + i);
    }
    List<String> atCarol = new ArrayList<>();
    List<String> atDave = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      atCarol.add(peers.get(2).heardText());
      atDave.add(peers.get(3).heardText());
    }

    bob.join();
    assertThat(atDave).isEqualTo(atCarol);
    assertThat(atCarol.stream().filter(text -> text.startsWith("a"))).hasSize(100);
  }

  @Test
  @Spec({"RFC 4975 §7.1.2", "RFC 4975 §7.1.4"})
  void reportsAMessageThatFailsAfterItsFirstChunkWasAnswered() {
    List<Peer> peers = kit.connected(A, B);
    Peer alice = peers.get(0);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "unfinis");
    String transaction =
        alice.request(
            "SEND",
            "Message-ID: u\r\nByte-Range: 1-*/900\r\nContent-Type: message/cpim\r\n",
            body,
            '+');
    assertThat(alice.answerTo(transaction)).isEqualTo(200);
    kit.advance(Duration.ofSeconds(61));

    MsrpRequest report = alice.request();
    assertThat(report.head().method()).isEqualTo(MsrpMethod.REPORT);
    assertThat(report.head().messageId()).isEqualTo("u");
    assertThat(report.head().range()).hasToString("1-" + body.length() + "/900");
    assertThat(report.head().status()).hasToString("408 Downstream timeout");
  }

  @Test
  void wrapsAPlainMessageBetweenTwo() {
    List<Peer> peers = kit.connected(A, B);
    peers.get(0).request("SEND", "Message-ID: p\r\nContent-Type: text/plain\r\n", "plain", '$');

    assertThat(peers.get(1).heard())
        .isEqualTo(
            "From: <sip:alice@example.org>\r\nTo: <"
                + Kit.GROUP
                + ">\r\n"
                + "DateTime: 2026-11-22T08:15:30.120Z\r\n\r\n"
                + "Content-Type: text/plain\r\n\r\n"
                + "plain");
  }

  @Test
  void skipsALegForWhichAMessageIsTooLarge() {
    List<Peer> peers = kit.connected(A, leg("bob").maxSize(150).build(), C);
    Peer alice = peers.get(0);
    alice.say(ALICE, Kit.SESSION, "x".repeat(100));
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "y".repeat(100));
    alice.request(
        "SEND", "Message-ID: u\r\nContent-Type: message/cpim\r\n", body.substring(0, 140), '+');
    alice.request(
        "SEND",
        "Message-ID: u\r\nByte-Range: 141-*/*\r\nContent-Type: message/cpim\r\n",
        body.substring(140),
        '$');
    alice.say(ALICE, Kit.SESSION, "short");

    MsrpRequest begun = peers.get(1).request();
    MsrpRequest abandoned = peers.get(1).request();
    assertThat(begun.end()).isEqualTo(End.MORE);
    assertThat(abandoned.end()).isEqualTo(End.ABORTED);
    assertThat(abandoned.head().messageId()).isEqualTo(begun.head().messageId());
    begun.release();
    assertThat(peers.get(1).heardText()).isEqualTo("short");
    assertThat(peers.get(2).heardText()).isEqualTo("x".repeat(100));
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void passesAnAbortOn() {
    List<Peer> peers = kit.connected(A, B);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "unfinis");
    peers.get(0).request("SEND", "Message-ID: u\r\nContent-Type: message/cpim\r\n", body, '#');

    MsrpRequest aborted = peers.get(1).request();
    assertThat(aborted.end()).isEqualTo(End.ABORTED);
    aborted.release();
  }

  @Test
  void abortsWhatALostSenderBegan() {
    List<Peer> peers = kit.connected(A, B);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "unfinis");
    peers.get(0).request("SEND", "Message-ID: u\r\nContent-Type: message/cpim\r\n", body, '+');
    assertThat(peers.get(1).heardText()).isEqualTo("unfinis");
    peers.get(0).close();

    MsrpRequest aborted = peers.get(1).request();
    assertThat(aborted.end()).isEqualTo(End.ABORTED);
    assertThat(kit.backbone.next())
        .isInstanceOfSatisfying(
            MediaEvent.LegLost.class,
            lost -> assertThat(lost.cause()).isEqualTo(Cause.CONNECTION_LOST));
  }

  @Test
  void abortsAMessageWhoseNextChunkNeverComes() {
    List<Peer> peers = kit.connected(A, B);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "unfinis");
    String transaction =
        peers.get(0).request("SEND", "Message-ID: u\r\nContent-Type: message/cpim\r\n", body, '+');
    assertThat(peers.get(0).answerTo(transaction)).isEqualTo(200);
    assertThat(peers.get(1).heardText()).isEqualTo("unfinis");
    kit.advance(Duration.ofSeconds(61));

    MsrpRequest aborted = peers.get(1).request();
    assertThat(aborted.end()).isEqualTo(End.ABORTED);
  }

  @Test
  void refusesTooManyOpenMessages() {
    Peer alice = kit.connected(A, B).get(0);
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "unfinis");
    int code = 200;
    for (int i = 0; code == 200; i++) {
      assertThat(i).isLessThan(4);
      code =
          alice.answerTo(
              alice.request(
                  "SEND", "Message-ID: o" + i + "\r\nContent-Type: message/cpim\r\n", body, '+'));
    }
    assertThat(code).isEqualTo(413);
  }

  @Test
  @Spec("RFC 4975 §7.3.2")
  void ignoresReportsOfLegs() {
    List<Peer> peers = kit.connected(A, B);
    peers
        .get(1)
        .request(
            "REPORT", "Message-ID: m\r\nByte-Range: 1-1/1\r\nStatus: 000 200 OK\r\n", null, '$');
    peers.get(1).say("sip:bob@example.org", Kit.SESSION, "hi");

    assertThat(peers.get(0).heardText()).isEqualTo("hi");
    assertThat(peers.get(1).answer().status().code()).isEqualTo(200);
  }

  @Test
  @Spec("7.2.3.5")
  void saysWhatTheServerHasToSay() {
    List<Peer> peers = kit.connected(A, B);
    kit.say(null, "NICKNAME", "alice is now known as Captain");
    kit.say("bob", "operator", "only you");

    assertThat(peers.get(0).heard())
        .contains("From: <" + Kit.GROUP + ">", "To: <" + Kit.GROUP + ">", "sys.Event: nickname")
        .endsWith("\r\n\r\nalice is now known as Captain");
    assertThat(peers.get(1).heardText()).isEqualTo("alice is now known as Captain");
    assertThat(peers.get(1).heard())
        .contains("To: <sip:bob@example.org>")
        .endsWith("\r\n\r\nonly you");
  }
}
