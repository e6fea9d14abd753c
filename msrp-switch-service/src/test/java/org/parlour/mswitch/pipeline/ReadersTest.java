package org.parlour.mswitch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.address.ImAddress;

/// Participants without MSRP: what is for them is told to the focus.
class ReadersTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final ImAddress CAROL = ImAddress.parse("sip:carol@example.org");
  private static final MediaLeg READER = MediaLeg.reader("carol", CAROL, CAROL, "Carol", 1300);

  private Kit kit = new Kit();
  private Peer alice;
  private Peer bob;

  @BeforeEach
  void start() {
    start(null);
  }

  private void start(String recording) {
    kit.open(recording, leg("alice").named("Al").build(), leg("bob").build(), READER);
    alice = kit.peer("alice").bind();
    bob = kit.peer("bob").bind();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private MediaEvent.MessageHeard heard() {
    return kit.backbone.next(MediaEvent.MessageHeard.class);
  }

  @Test
  void readsWhatIsSaidToEverybodyAsTheOthersHearIt() {
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "Pizza?"))).isEqualTo(200);

    MediaEvent.MessageHeard heard = heard();
    assertThat(heard.legs()).containsExactly("carol");
    assertThat(heard.sender()).isEqualTo(ImAddress.parse(ALICE));
    assertThat(heard.contentType()).isEqualTo("message/cpim");
    assertThat(new String(heard.body(), UTF_8)).isEqualTo(bob.heard()).endsWith("Pizza?");
  }

  @Test
  void tellsEachMessageByAnotherName() {
    alice.say(ALICE, Kit.SESSION, "one");
    alice.say(ALICE, Kit.SESSION, "two");

    assertThat(heard().message()).isNotEqualTo(heard().message());
  }

  @Test
  void readsNothingThatIsForSomebodyElse() {
    assertThat(alice.answerTo(alice.say(ALICE, "sip:bob@example.org", "psst"))).isEqualTo(200);
    alice.say(ALICE, Kit.SESSION, "all");

    assertThat(new String(heard().body(), UTF_8)).endsWith("all");
  }

  @Test
  void isToldNothingInPrivateSinceNobodyAgreedToThat() {
    assertThat(alice.answerTo(alice.say(ALICE, CAROL.toString(), "psst"))).isEqualTo(428);
  }

  @Test
  void readsNothingLongerThanItTakes() {
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "x".repeat(1300)))).isEqualTo(200);
    alice.say(ALICE, Kit.SESSION, "short");

    assertThat(new String(heard().body(), UTF_8)).endsWith("short");
  }

  @Test
  void isNotToldThatSomebodyTypes() {
    alice.sayAs("", ALICE, Kit.SESSION, "application/im-iscomposing+xml", "<x/>");
    alice.say(ALICE, Kit.SESSION, "done");

    assertThat(new String(heard().body(), UTF_8)).endsWith("done");
  }

  @Test
  void isToldBeforeAnArchivedMessageIsAcknowledged() {
    kit.close();
    kit = new Kit();
    start("rec-1");
    kit.backbone.fallSilent();
    String id = alice.say(ALICE, Kit.SESSION, "Pizza?");
    assertThat(bob.heardText()).isEqualTo("Pizza?");
    assertThat(heard().legs()).containsExactly("carol");
    kit.backbone.recover();

    assertThat(alice.answerTo(id)).isEqualTo(200);
  }

  @Test
  void readsNothingAfterItLeft() {
    kit.remove("carol");
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "alone"))).isEqualTo(200);
    kit.add(READER);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "again"))).isEqualTo(200);

    assertThat(new String(heard().body(), UTF_8)).endsWith("again");
  }

  @Test
  void becomesALegWhenItAgreesOnMsrpAfterAll() {
    kit.update(leg("carol").build());
    Peer carol = kit.peer("carol").bind();

    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "Pizza?"))).isEqualTo(200);

    assertThat(carol.heardText()).isEqualTo("Pizza?");
  }
}
