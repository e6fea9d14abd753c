package org.parlour.mswitch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// What is copied, and what Kafka's silence means to senders.
class ArchiveTest {
  private static final String ALICE = "sip:alice@example.org";

  private Kit kit = new Kit();
  private Peer alice;
  private Peer bob;

  private void restart(Map<String, String> settings) {
    kit.close();
    kit = new Kit(settings);
    start();
  }

  @BeforeEach
  void start() {
    kit.open("rec-1", leg("alice").named("Al").build(), leg("bob").build(), leg("carol").build());
    alice = kit.peer("alice").bind();
    bob = kit.peer("bob").bind();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private List<MessageRecord.Chunk> chunks() {
    List<MessageRecord.Chunk> chunks = new ArrayList<>();
    for (MessageRecord record : kit.backbone.copies()) {
      chunks.add((MessageRecord.Chunk) record);
    }
    return chunks;
  }

  @Test
  void copiesWhatIsDistributed() {
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "Pizza?"))).isEqualTo(200);
    assertThat(alice.answerTo(alice.say(ALICE, "sip:bob@example.org", "psst"))).isEqualTo(200);
    alice.sayAs(
        "Failure-Report: no\r\n", ALICE, Kit.SESSION, "application/im-iscomposing+xml", "<x/>");
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "last"))).isEqualTo(200);

    String heard = bob.heard();
    assertThat(chunks()).hasSize(3);
    MessageRecord.Chunk first = chunks().getFirst();
    assertThat(new String(first.data(), UTF_8)).isEqualTo(heard).contains("From: \"Al\" <");
    assertThat(first.recording()).isEqualTo("rec-1");
    assertThat(first.sender()).isEqualTo(ImAddress.parse(ALICE));
    assertThat(first.senderName()).isEqualTo("Al");
    assertThat(first.privateTo()).isNull();
    assertThat(first.contentType()).isEqualTo("message/cpim");
    assertThat(first.last()).isTrue();
    assertThat(first.offset()).isZero();
    assertThat(chunks().get(1).privateTo()).isEqualTo(ImAddress.parse("sip:bob@example.org"));
    assertThat(chunks().get(1).sequence()).isGreaterThan(first.sequence());
    assertThat(chunks().get(1).message()).isNotEqualTo(first.message());
  }

  @Test
  void copiesALargeMessageInChunks() {
    String text = "0123456789".repeat(60_000);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, text))).isEqualTo(200);

    StringBuilder copied = new StringBuilder();
    for (MessageRecord.Chunk chunk : chunks()) {
      assertThat(chunk.offset()).isEqualTo(copied.length());
      assertThat(chunk.data().length).isLessThanOrEqualTo(256 * 1024);
      copied.append(new String(chunk.data(), UTF_8));
      assertThat(chunk.last()).isEqualTo(copied.toString().endsWith(text));
    }
    assertThat(copied.toString()).endsWith(text);
  }

  @Test
  void acknowledgesOnlyWhatIsStored() {
    kit.backbone.fallSilent();
    String stored =
        alice.sayAs("Success-Report: yes\r\n", ALICE, Kit.SESSION, "text/plain", "Pizza?");
    assertThat(bob.heardText()).isEqualTo("Pizza?");
    String unknown = alice.say(ALICE, "sip:zoe@example.org", "x");
    assertThat(alice.answerTo(unknown)).isEqualTo(404);
    kit.backbone.recover();

    assertThat(alice.answerTo(stored)).isEqualTo(200);
    MsrpRequest report = alice.request();
    assertThat(report.head().method()).isEqualTo(MsrpMethod.REPORT);
  }

  @Test
  void whatAsksForASuccessReportIsStoredEvenWhereNothingIsArchived() {
    kit.close();
    kit = new Kit();
    kit.open(null, leg("alice").build(), leg("bob").build());
    alice = kit.peer("alice").bind();
    bob = kit.peer("bob").bind();
    kit.backbone.fallSilent();

    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "gone"))).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("gone");
    String stored =
        alice.sayAs("Success-Report: yes\r\n", ALICE, Kit.SESSION, "text/plain", "Pizza?");
    assertThat(bob.heardText()).isEqualTo("Pizza?");
    String unknown = alice.say(ALICE, "sip:zoe@example.org", "x");
    assertThat(alice.answerTo(unknown)).isEqualTo(404);
    kit.backbone.recover();

    assertThat(alice.answerTo(stored)).isEqualTo(200);
    assertThat(alice.request().head().method()).isEqualTo(MsrpMethod.REPORT);
    assertThat(chunks())
        .singleElement()
        .satisfies(
            copy -> {
              assertThat(copy.transit()).isTrue();
              assertThat(copy.recording()).doesNotContain(Kit.S.user());
              assertThat(new String(copy.data(), UTF_8)).endsWith("Pizza?");
            });
  }

  @Test
  void stopsReadingWhileKafkaIsSilentAndGoesOnLater() {
    kit.backbone.fallSilent();
    String first = alice.say(ALICE, Kit.SESSION, "one");
    assertThat(bob.heardText()).isEqualTo("one");
    kit.advance(Duration.ofSeconds(6));
    assertThat(kit.server.sessions().state().getFirst().legs().getFirst().suspended()).isTrue();
    String second = alice.say(ALICE, Kit.SESSION, "two");
    kit.backbone.recover();

    assertThat(alice.answerTo(first)).isEqualTo(200);
    assertThat(alice.answerTo(second)).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("two");
    assertThat(kit.server.sessions().state().getFirst().legs().getFirst().suspended()).isFalse();
  }

  @Test
  void answersTimeoutWhenKafkaStaysSilent() {
    kit.backbone.fallSilent();
    String first = alice.say(ALICE, Kit.SESSION, "one");
    assertThat(bob.heardText()).isEqualTo("one");
    kit.advance(Duration.ofSeconds(6));
    kit.advance(Duration.ofSeconds(20));

    assertThat(alice.answerTo(first)).isEqualTo(408);
    kit.backbone.recover();
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "two"))).isEqualTo(200);
  }

  @Test
  void answersTimeoutNotBeforeItIsTime() {
    kit.backbone.fallSilent();
    String first = alice.say(ALICE, Kit.SESSION, "one");
    assertThat(bob.heardText()).isEqualTo("one");
    kit.advance(Duration.ofSeconds(24));
    kit.backbone.recover();

    assertThat(alice.answerTo(first)).isEqualTo(200);
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void answersTimeoutAsTheFailureReportSays() {
    kit.backbone.fallSilent();
    alice.sayAs("Failure-Report: no\r\n", ALICE, Kit.SESSION, "text/plain", "one");
    String partial =
        alice.sayAs("Failure-Report: partial\r\n", ALICE, Kit.SESSION, "text/plain", "two");
    assertThat(bob.heardText()).isEqualTo("one");
    assertThat(bob.heardText()).isEqualTo("two");
    kit.advance(Duration.ofSeconds(26));

    assertThat(alice.answerTo(partial)).isEqualTo(408);
  }

  @Test
  void letsTheConversationGoOnWithoutCopiesWhereTheOperatorSaysSo() {
    restart(Map.of("session.store-fail-open", "true"));
    kit.backbone.fallSilent();
    String first = alice.sayAs("Success-Report: yes\r\n", ALICE, Kit.SESSION, "text/plain", "one");
    assertThat(bob.heardText()).isEqualTo("one");
    kit.advance(Duration.ofSeconds(6));

    assertThat(alice.answerTo(first)).isEqualTo(200);
    MsrpRequest report = alice.request();
    assertThat(report.head().status()).hasToString("200 OK");
    assertThat(kit.server.sessions().state().getFirst().legs().getFirst().suspended()).isFalse();
    assertThat(kit.registry.get("im.switch.copies.unstored").counter().count()).isEqualTo(1);
  }

  @Test
  void stopsAMessageThatIsStillComingWhileKafkaIsSilent() {
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "0123456789");
    kit.backbone.fallSilent();
    chunk("1-*/*", body, '+');
    assertThat(bob.heardText()).isEqualTo("0123456789");
    kit.advance(Duration.ofSeconds(6));
    assertThat(kit.server.sessions().state().getFirst().legs().getFirst().suspended()).isTrue();
    kit.advance(Duration.ofSeconds(20));

    MsrpRequest report = alice.request();
    assertThat(report.head().status()).hasToString("408 Downstream timeout");
    assertThat(bob.request().end()).isEqualTo(End.ABORTED);
    kit.backbone.recover();
    kit.tick();
    assertThat(kit.server.sessions().state().getFirst().legs().getFirst().suspended()).isFalse();
  }

  @Test
  void copiesNoOctetTwice() {
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "0123456789");
    int half = body.length() - 5;
    chunk("1-*/" + body.length(), body.substring(0, half), '+');
    chunk((half - 2) + "-*/" + body.length(), body.substring(half - 3), '$');

    StringBuilder copied = new StringBuilder();
    for (MessageRecord.Chunk chunk : chunks()) {
      assertThat(chunk.offset()).isEqualTo(copied.length());
      copied.append(new String(chunk.data(), UTF_8));
    }
    assertThat(copied.toString()).endsWith("\r\n\r\n0123456789");
  }

  private void chunk(String range, String octets, char flag) {
    String headers = "Message-ID: c\r\nByte-Range: " + range + "\r\nContent-Type: message/cpim\r\n";
    assertThat(alice.answerTo(alice.request("SEND", headers, octets, flag))).isEqualTo(200);
  }

  @Test
  void answersTimeoutWhenKafkaRefuses() {
    kit.backbone.fallSilent();
    String first = alice.say(ALICE, Kit.SESSION, "one");
    assertThat(bob.heardText()).isEqualTo("one");
    kit.backbone.fail();

    assertThat(alice.answerTo(first)).isEqualTo(408);
  }

  @Test
  void saysWhenACopyIsGivenUp() {
    String body = Peer.cpim(ALICE, Kit.SESSION, "text/plain", "unfinis");
    alice.request("SEND", "Message-ID: u\r\nContent-Type: message/cpim\r\n", body, '+');
    alice.answer();
    alice.close();
    MsrpRequest begun = bob.request();
    begun.release();
    assertThat(bob.request().body().isReadable()).isFalse();

    assertThat(kit.backbone.copies()).hasSize(2);
    assertThat(kit.backbone.copies().getLast()).isInstanceOf(MessageRecord.Aborted.class);
  }

  private Peer aliceConnectsAgain() {
    alice.close();
    kit.backbone.next(MediaEvent.LegLost.class);
    return kit.peer("alice").bind();
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void whatWaitsForAnAnswerWhenTheConnectionBreaksIsArchivedOnce() {
    kit.backbone.fallSilent();
    alice.sayIdentified("m-1", ALICE, Kit.SESSION, "Pizza?");
    assertThat(bob.heardText()).isEqualTo("Pizza?");

    Peer again = aliceConnectsAgain();
    String repeated = again.sayIdentified("m-1", ALICE, Kit.SESSION, "Pizza?");
    String next = again.sayIdentified("m-2", ALICE, Kit.SESSION, "Or pasta?");
    assertThat(bob.heardText()).isEqualTo("Or pasta?");
    kit.backbone.recover();

    assertThat(again.answerTo(repeated)).isEqualTo(200);
    assertThat(again.answerTo(next)).isEqualTo(200);
    assertThat(chunks()).hasSize(2);
  }

  @Test
  void anAnswerThatWasLostWithTheConnectionIsGivenAgain() {
    for (int i = 0; i < 20; i++) {
      alice.sayIdentified("m-" + i, ALICE, Kit.SESSION, "text " + i);
      assertThat(bob.heardText()).isEqualTo("text " + i);
    }
    assertThat(chunks()).hasSize(20);

    Peer again = aliceConnectsAgain();
    String repeated = again.sayIdentified("m-19", ALICE, Kit.SESSION, "text 19");

    assertThat(again.answerTo(repeated)).isEqualTo(200);
    assertThat(chunks()).hasSize(20);
  }

  @Test
  void whatCouldNotBeStoredIsSaidAgainAsNew() {
    kit.backbone.fallSilent();
    alice.sayIdentified("m-1", ALICE, Kit.SESSION, "Pizza?");
    assertThat(bob.heardText()).isEqualTo("Pizza?");
    Peer again = aliceConnectsAgain();
    kit.backbone.fail();
    kit.backbone.recover();

    String repeated = again.sayIdentified("m-1", ALICE, Kit.SESSION, "Pizza?");

    assertThat(again.answerTo(repeated)).isEqualTo(200);
    assertThat(chunks()).hasSize(2);
    assertThat(bob.heardText()).isEqualTo("Pizza?");
  }

  @Test
  void onlyTheSenderCanRepeatAMessage() {
    alice.sayIdentified("m-1", ALICE, Kit.SESSION, "mine");
    assertThat(bob.heardText()).isEqualTo("mine");
    Peer again = aliceConnectsAgain();

    String others = bob.sayIdentified("m-1", "sip:bob@example.org", Kit.SESSION, "mine, too");

    assertThat(again.heardText()).isEqualTo("mine, too");
    assertThat(bob.answerTo(others)).isEqualTo(200);
    assertThat(chunks()).hasSize(2);
  }
}
