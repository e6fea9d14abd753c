package org.parlour.mswitch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Origin;

/// A session comes from another switch, or goes to one.
class MoveTest {
  private static final String ALICE = "sip:alice@example.org";

  private final Kit kit = new Kit();
  private long sequence;

  @AfterEach
  void stop() {
    kit.close();
  }

  /// Returns when the command is carried out.
  private void apply(SwitchCommand command) {
    kit.server.sessions().apply(command, Origin.NONE);
    var _ = kit.server.sessions().state();
  }

  private void comes(Instant resumeFrom, MediaLeg... legs) {
    apply(
        new SwitchCommand.OpenSession(
            Kit.KEY,
            Kit.S,
            2,
            ++sequence,
            Kit.INCARNATION,
            ImAddress.parse(Kit.GROUP),
            "rec-1",
            List.of(legs),
            resumeFrom));
  }

  private void answered(String name) {
    apply(new SwitchCommand.UpdateLeg(Kit.KEY, Kit.S, 2, ++sequence, leg(name).build()));
  }

  private static MediaLeg moving(String name) {
    return leg(name).moving().build();
  }

  private static Recalled recalled(int number, String privateTo, String id, String text) {
    return new Recalled(
        number,
        ImAddress.parse(ALICE),
        privateTo == null ? null : ImAddress.parse(privateTo),
        "message/cpim",
        Peer.identified(id, ALICE, Kit.GROUP, text).getBytes(UTF_8));
  }

  @Test
  @Spec("7.2.2.6-R200-1")
  void whatIsSaidBeforeALegArrivesWaitsForIt() {
    comes(null, moving("alice"), moving("bob"));
    answered("alice");
    Peer alice = kit.peer("alice").bind();
    assertThat(alice.answerTo(alice.say(ALICE, Kit.GROUP, "one"))).isEqualTo(200);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.GROUP, "two"))).isEqualTo(200);

    Peer bob = kit.peer("bob");
    bob.request("SEND", "Message-ID: bind\r\n", null, '$');
    answered("bob");

    assertThat(bob.heardText()).isEqualTo("one");
    assertThat(bob.heardText()).isEqualTo("two");
    assertThat(bob.answer().status().code()).isEqualTo(200);
  }

  @Test
  void legsGetWhatTheyMayHaveMissedBeforeAnythingNew() {
    comes(Instant.EPOCH, moving("alice"), moving("bob"), moving("carol"));
    answered("alice");
    answered("bob");
    answered("carol");
    Peer alice = kit.peer("alice");
    alice.request("SEND", "Message-ID: bind\r\n", null, '$');
    String fresh = alice.say(ALICE, Kit.GROUP, "new");
    Peer bob = kit.peer("bob");
    bob.request("SEND", "Message-ID: bind\r\n", null, '$');
    Peer carol = kit.peer("carol");
    carol.request("SEND", "Message-ID: bind\r\n", null, '$');

    kit.backbone
        .recalled()
        .complete(
            List.of(
                recalled(1, null, "m-1", "for all"),
                recalled(2, "sip:bob@example.org", "m-2", "for bob")));

    assertThat(alice.answer().status().code()).isEqualTo(200);
    assertThat(alice.answerTo(fresh)).isEqualTo(200);
    assertThat(texts(bob, 3)).containsExactly("for all", "for bob", "new");
    assertThat(texts(carol, 2)).containsExactly("for all", "new");
  }

  /// What came, past the answer to the binding.
  private static List<String> texts(Peer peer, int count) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      switch (peer.next()) {
        case MsrpRequest request -> {
          String body = request.body().toString(UTF_8);
          request.release();
          texts.add(body.substring(body.lastIndexOf("\r\n\r\n") + 4));
        }
        default -> {}
      }
    }
    return texts;
  }

  @Test
  void aSwitchThatTakesASessionOverSaysSoInTheLog() {
    comes(Instant.EPOCH, moving("alice"));

    assertThat(kit.backbone.takenOver())
        .singleElement()
        .satisfies(
            by -> {
              assertThat(by.recording()).isEqualTo("rec-1");
              assertThat(by.sequence()).isEqualTo(2L << 32);
              assertThat(by.transit()).isFalse();
            });
  }

  @Test
  void nobodyIsDroppedForWhatIsGivenAgain() {
    comes(Instant.EPOCH, moving("alice"), moving("bob"));
    answered("bob");
    String long1 = "1".repeat(3 * 1024 * 1024);
    String long2 = "2".repeat(3 * 1024 * 1024);
    kit.backbone
        .recalled()
        .complete(List.of(recalled(1, null, "m-1", long1), recalled(2, null, "m-2", long2)));

    Peer bob = kit.peer("bob");
    bob.request("SEND", "Message-ID: bind\r\n", null, '$');

    StringBuilder heard = new StringBuilder();
    while (heard.length() < long1.length() + long2.length() || heard.indexOf(long2) < 0) {
      if (bob.next() instanceof MsrpRequest request) {
        heard.append(request.body().toString(UTF_8));
        request.release();
      }
    }
    assertThat(heard.indexOf(long1)).isBetween(0, heard.indexOf(long2));
  }

  @Test
  void whatIsGivenAgainWaitsForTheNetworkOnTheHeap() {
    comes(Instant.EPOCH, moving("alice"), moving("bob"));
    answered("bob");
    List<Recalled> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(recalled(i, null, "m-" + i, "x".repeat(2_000) + i));
    }
    kit.backbone.recalled().complete(many);
    Peer bob = kit.peer("bob", 4 * 1024);
    bob.request("SEND", "Message-ID: bind\r\n", null, '$');
    kit.backbone.next(MediaEvent.LegConnected.class);
    kit.tick();

    assertThat(kit.server.sessions().state().getFirst().legs().getLast().queuedBytes())
        .isLessThan(256 * 1024);
    assertThat(texts(bob, 2_000).getLast()).endsWith("x1999");
  }

  @Test
  void aSenderThatHadNoAnswerIsAnsweredAndNobodyHearsItTwice() {
    comes(Instant.EPOCH, moving("alice"), moving("bob"));
    answered("alice");
    answered("bob");
    kit.backbone.recalled().complete(List.of(recalled(1, null, "m-1", "said before")));
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob");
    bob.request("SEND", "Message-ID: bind\r\n", null, '$');
    assertThat(texts(bob, 1)).containsExactly("said before");

    String again = alice.sayIdentified("m-1", ALICE, Kit.GROUP, "said before");
    assertThat(alice.answerTo(again)).isEqualTo(200);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.GROUP, "next"))).isEqualTo(200);

    assertThat(texts(bob, 1)).containsExactly("next");
    assertThat(kit.backbone.copies()).hasSize(1);
  }

  @Test
  void aDrainingSwitchSaysWhenAllThatItAcceptedIsDelivered() {
    kit.open("rec-1", leg("alice").build(), leg("bob").build());
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    kit.backbone.fallSilent();
    String accepted = alice.say(ALICE, Kit.GROUP, "before");
    assertThat(bob.heardText()).isEqualTo("before");

    apply(new SwitchCommand.HandOver(Kit.KEY, Kit.S, 1, 2));
    kit.tick();
    alice.say(ALICE, Kit.GROUP, "after");
    kit.tick();
    kit.backbone.recover();

    assertThat(alice.answerTo(accepted)).isEqualTo(200);
    kit.tick();
    assertThat(kit.backbone.next(MediaEvent.HandedOver.class).epoch()).isEqualTo(1);
    assertThat(kit.backbone.copies()).hasSize(1);
    alice.close();
    bob.close();
    kit.backbone.next(MediaEvent.LegLost.class);
    kit.backbone.next(MediaEvent.LegLost.class);
    kit.tick();
    assertThat(kit.server.sessions().count()).isZero();
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void aDrainingSwitchLosesNothingOfThoseWhoTakeSilenceForSuccess() {
    kit.open("rec-1", leg("alice").build(), leg("bob").build());
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();

    apply(new SwitchCommand.HandOver(Kit.KEY, Kit.S, 1, 2));
    kit.tick();
    kit.backbone.next(MediaEvent.HandedOver.class);
    alice.sayAs("Failure-Report: no\r\n", ALICE, Kit.GROUP, "text/plain", "unasked");
    String partial =
        alice.sayAs("Failure-Report: partial\r\n", ALICE, Kit.GROUP, "text/plain", "too late");

    assertThat(bob.heardText()).isEqualTo("unasked");
    assertThat(alice.answerTo(partial)).isEqualTo(408);
    assertThat(kit.backbone.copies()).hasSize(1);
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void aDrainingSwitchAnswersNothingThatIsStoredTooLate() {
    kit.open("rec-1", leg("alice").build(), leg("bob").build());
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    kit.backbone.fallSilent();
    alice.say(ALICE, Kit.GROUP, "is said again at the next switch");
    String partial =
        alice.sayAs("Failure-Report: partial\r\n", ALICE, Kit.GROUP, "text/plain", "is not");
    assertThat(texts(bob, 2)).hasSize(2);

    apply(new SwitchCommand.HandOver(Kit.KEY, Kit.S, 1, 2));
    kit.advance(Duration.ofMillis(3_001));
    kit.backbone.recover();

    assertThat(alice.answerTo(partial)).isEqualTo(408);
  }

  @Test
  void aSwitchDrainsNotBeforeItsLegsHaveWhatWaitsForThem() {
    comes(null, moving("alice"), moving("bob"));
    answered("alice");
    Peer alice = kit.peer("alice").bind();
    assertThat(alice.answerTo(alice.say(ALICE, Kit.GROUP, "one"))).isEqualTo(200);

    apply(new SwitchCommand.HandOver(Kit.KEY, Kit.S, 2, ++sequence));
    kit.advance(Duration.ofSeconds(2));
    answered("bob");
    Peer bob = kit.peer("bob");
    bob.request("SEND", "Message-ID: bind\r\n", null, '$');

    assertThat(texts(bob, 1)).containsExactly("one");
    kit.tick();
    assertThat(kit.backbone.next(MediaEvent.HandedOver.class).epoch()).isEqualTo(2);
  }

  @Test
  void aSwitchDrainsWithoutALegThatMissesNothing() {
    comes(null, moving("alice"), moving("bob"));

    apply(new SwitchCommand.HandOver(Kit.KEY, Kit.S, 2, ++sequence));
    kit.tick();

    assertThat(kit.backbone.next(MediaEvent.HandedOver.class).epoch()).isEqualTo(2);
  }

  @Test
  void aSwitchThatMayHaveBeenGivenUpAnswersNobodyUntilItKnows() {
    kit.open(null, leg("alice").build(), leg("bob").build());
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    kit.server.sessions().fence().proven(Duration.ZERO);
    kit.advance(Duration.ofMillis(2_001));
    String waiting = alice.say(ALICE, Kit.GROUP, "anybody?");
    kit.tick();

    kit.server.sessions().fence().proven(Duration.ofSeconds(1));
    kit.tick();

    assertThat(alice.answerTo(waiting)).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("anybody?");
  }

  @Test
  void aSwitchThatWasGivenUpForgetsItsSessionsAndIsAnotherOne() {
    kit.open(null, leg("alice").build());
    Peer alice = kit.peer("alice").bind();

    kit.server.sessions().beginAnew(Kit.INCARNATION + 1);

    assertThat(alice.isClosed()).isTrue();
    kit.open(2, null, Kit.INCARNATION, leg("alice").build());
    kit.tick();
    assertThat(kit.server.sessions().count()).isZero();
    kit.open(3, null, Kit.INCARNATION + 1, leg("alice").build());
    kit.tick();
    assertThat(kit.server.sessions().count()).isEqualTo(1);
  }
}
