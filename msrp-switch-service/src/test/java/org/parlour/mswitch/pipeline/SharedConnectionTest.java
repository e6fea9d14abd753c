package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Origin;

/// Several MSRP sessions on one connection, over real sockets.
@Spec("RFC 4975 §5.4")
class SharedConnectionTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final String CAROL = "sip:carol@example.org";
  private static final MediaLeg A = leg("alice").build();
  private static final MediaLeg B = leg("bob").build();
  private static final MediaLeg C = leg("carol").build();

  private final Kit kit = new Kit();
  private Peer alice;
  private Peer bob;

  /// Carol's session on Alice's connection.
  private Peer carol;

  @BeforeEach
  void start() {
    kit.open(null, A, B);
    alice = kit.peer("alice").bind();
    carol = alice.also("carol");
    bob = kit.peer("bob").bind();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void carriesSeveralSessions() {
    kit.add(C);
    carol.bind();
    bob.say("sip:bob@example.org", Kit.SESSION, "hello");

    assertThat(alice.request().head().toPath()).hasToString(alice.from());
    assertThat(alice.request().head().toPath()).hasToString(carol.from());
  }

  @Test
  void letsAnEarlyRequestWaitWithoutHoldingUpTheOthers() {
    String early = carol.request("SEND", "Message-ID: c\r\n", null, '$');
    String behind = carol.say(CAROL, Kit.SESSION, "early");
    String meanwhile = alice.say(ALICE, Kit.SESSION, "meanwhile");

    assertThat(alice.answerTo(meanwhile)).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("meanwhile");
    kit.add(C);
    assertThat(carol.answerTo(early)).isEqualTo(200);
    assertThat(carol.answerTo(behind)).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("early");
    assertThat(alice.heardText()).isEqualTo("early");
  }

  @Test
  @Spec("RFC 4975 §10.8")
  void refusesAllThatWaitedWhenNobodyComes() {
    String early = carol.request("SEND", "Message-ID: c\r\n", null, '$');
    String behind = carol.say(CAROL, Kit.SESSION, "early");
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "meanwhile"))).isEqualTo(200);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              kit.advance(Duration.ofMillis(200));
              return kit.count("im.switch.refused", "reason", "unknown-session") == 2;
            });

    assertThat(carol.answerTo(early)).isEqualTo(481);
    assertThat(carol.answerTo(behind)).isEqualTo(481);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "still here"))).isEqualTo(200);
  }

  @Test
  void waitsWithABound() {
    String first = carol.say(CAROL, Kit.SESSION, "x".repeat(40_000));
    String second = carol.say(CAROL, Kit.SESSION, "x".repeat(40_000));

    assertThat(carol.answerTo(first)).isEqualTo(481);
    assertThat(carol.answerTo(second)).isEqualTo(481);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "still here"))).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("still here");
  }

  @Test
  void closesOnlyBehindItsLastSession() {
    kit.add(C);
    carol.bind();
    kit.remove("alice");
    bob.say("sip:bob@example.org", Kit.SESSION, "for carol");

    assertThat(carol.heardText()).isEqualTo("for carol");
    kit.remove("carol");
    assertThat(carol.isClosed()).isTrue();
  }

  /// Alice's leg of another session, which is archived.
  private Peer aliceElsewhere() {
    MediaLeg elsewhere = leg("alice2").of(ALICE).build();
    kit.server
        .sessions()
        .apply(
            new SwitchCommand.OpenSession(
                new AggregateKey("sip:other@im.example.org"),
                ImAddress.parse("sip:s-other@im.example.org"),
                1,
                1,
                Kit.INCARNATION,
                ImAddress.parse("sip:other@im.example.org"),
                "rec-2",
                List.of(elsewhere),
                null),
            Origin.NONE);
    return alice.also("alice2").bind();
  }

  @Test
  void goesOnForOthersWhileKafkaIsSilentAboutOneSession() {
    Peer elsewhere = aliceElsewhere();
    kit.backbone.fallSilent();
    String waiting = elsewhere.say(ALICE, "sip:s-other@im.example.org", "copied");
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "before"))).isEqualTo(200);
    kit.advance(Duration.ofSeconds(6));

    String refused = elsewhere.say(ALICE, "sip:s-other@im.example.org", "not copied");
    String other = alice.say(ALICE, Kit.SESSION, "meanwhile");

    assertThat(elsewhere.answerTo(refused)).isEqualTo(408);
    assertThat(alice.answerTo(other)).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("before");
    assertThat(bob.heardText()).isEqualTo("meanwhile");
    kit.backbone.recover();
    assertThat(elsewhere.answerTo(waiting)).isEqualTo(200);
    assertThat(elsewhere.answerTo(elsewhere.say(ALICE, "sip:s-other@im.example.org", "again")))
        .isEqualTo(200);
  }
}
