package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;

@Spec({"ISS-3a", "RFC 7701 §7.1"})
class NicknameTest {
  private final Kit kit = new Kit();

  @AfterEach
  void stop() {
    kit.close();
  }

  private static String ask(Peer peer, String value) {
    return peer.request("NICKNAME", "Use-Nickname: " + value + "\r\n", null, '$');
  }

  @Test
  void asksTheConferenceAndPassesItsDecisionOn() {
    Peer alice = kit.connected(leg("alice").build()).getFirst();
    String taken = ask(alice, "\"Captain\"");
    MediaEvent.NicknameRequested request = kit.backbone.next(MediaEvent.NicknameRequested.class);
    kit.decide("alice", request.request(), 425);
    String free = ask(alice, "\"\"");
    MediaEvent.NicknameRequested second = kit.backbone.next(MediaEvent.NicknameRequested.class);
    kit.decide("alice", second.request(), 200);

    assertThat(request.nickname()).isEqualTo("Captain");
    assertThat(second.nickname()).isEmpty();
    assertThat(alice.answerTo(taken)).isEqualTo(425);
    assertThat(alice.answerTo(free)).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoNickname() {
    Peer alice = kit.connected(leg("alice").build()).getFirst();

    assertThat(alice.answerTo(ask(alice, "Captain"))).isEqualTo(424);
    assertThat(alice.answerTo(ask(alice, "\"  \""))).isEqualTo(424);
    assertThat(alice.answerTo(alice.request("NICKNAME", "", null, '$'))).isEqualTo(424);
    assertThat(kit.backbone.isQuiet()).isTrue();
  }

  @Test
  void refusesWhereNicknamesAreNotAgreedOn() {
    Peer alice = kit.connected(leg("alice").withoutNicknames().build()).getFirst();

    assertThat(alice.answerTo(ask(alice, "\"Captain\""))).isEqualTo(403);
  }

  @Test
  void answersAfterAWhileWithoutDecision() {
    Peer alice = kit.connected(leg("alice").build()).getFirst();
    String transaction = ask(alice, "\"Captain\"");
    MediaEvent.NicknameRequested request = kit.backbone.next(MediaEvent.NicknameRequested.class);
    kit.advance(Duration.ofSeconds(11));
    kit.decide("alice", request.request(), 200);

    assertThat(alice.answerTo(transaction)).isEqualTo(408);
    assertThat(alice.answerTo(alice.request("SEND", "Message-ID: m\r\n", null, '$')))
        .isEqualTo(200);
  }

  @Test
  void refusesMoreQuestionsThanAPersonAsks() {
    Peer alice = kit.connected(leg("alice").build()).getFirst();
    for (int i = 0; i < 4; i++) {
      ask(alice, "\"n" + i + "\"");
    }

    assertThat(alice.answerTo(ask(alice, "\"n5\""))).isEqualTo(403);
  }
}
