package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;

/// Messages that begin alike: what was decided about one holds for the next only as far as nothing
/// changed.
class RepeatedSendsTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final MediaLeg A = leg("alice").build();
  private static final MediaLeg B = leg("bob").build();
  private static final MediaLeg C = leg("carol").build();

  private final Kit kit = new Kit();

  @AfterEach
  void stop() {
    kit.close();
  }

  private static String send(Peer peer, String body) {
    int octets = body.length();
    return peer.request(
        "SEND",
        "Message-ID: m\r\nByte-Range: 1-"
            + octets
            + "/"
            + octets
            + "\r\nContent-Type: message/cpim\r\n",
        body,
        '$');
  }

  private static String dated(String time, String text) {
    return Peer.cpim(ALICE, Kit.SESSION, "text/plain", text).replace("08:15:30.120", time);
  }

  @Test
  @Spec("7.2.3.1")
  void keepTheirOwnTimes() {
    List<Peer> peers = kit.connected(A, B);
    for (String time : List.of("08:15:30.120", "08:15:31.999", "09:00:00.000")) {
      assertThat(peers.get(0).answerTo(send(peers.get(0), dated(time, time)))).isEqualTo(200);

      assertThat(peers.get(1).heard()).isEqualTo(dated(time, time));
    }
  }

  @Test
  @Spec("RFC 7701 §7.1")
  void showTheNicknameEachTime() {
    MediaLeg named = leg("alice").named("Al").build();
    List<Peer> peers = kit.connected(named, B);
    for (String time : List.of("08:15:30.120", "08:15:31.999", "09:00:00.000")) {
      send(peers.get(0), dated(time, "hi"));

      assertThat(peers.get(1).heard())
          .isEqualTo(dated(time, "hi").replace("<" + ALICE, "\"Al\" <" + ALICE));
    }
    kit.update(leg("alice").named("Ally").build());
    kit.tick(); // a request may overtake a command otherwise
    send(peers.get(0), dated("09:00:00.000", "hi"));

    assertThat(peers.get(1).heard()).contains("\"Ally\"");
  }

  @Test
  @Spec("7.2.3.3")
  void goToWhomEachIsFor() {
    List<Peer> peers = kit.connected(A, B, C);
    peers.get(0).say(ALICE, Kit.SESSION, "1");
    peers.get(0).say(ALICE, "sip:bob@example.org", "2");
    peers.get(0).say(ALICE, "sip:bob@example.org", "3");
    peers.get(0).say(ALICE, "sip:carol@example.org", "4");
    peers.get(0).say(ALICE, Kit.SESSION, "5");

    for (String heard : List.of("1", "2", "3", "5")) {
      assertThat(peers.get(1).heardText()).isEqualTo(heard);
    }
    for (String heard : List.of("1", "4", "5")) {
      assertThat(peers.get(2).heardText()).isEqualTo(heard);
    }
  }

  @Test
  @Spec("7.2.3.1")
  void reachThoseWhoCameSince() {
    List<Peer> peers = kit.connected(A, B);
    Peer alice = peers.get(0);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "two of us"))).isEqualTo(200);
    kit.add(C);
    Peer carol = kit.peer("carol").bind();
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "three"))).isEqualTo(200);

    assertThat(carol.heardText()).isEqualTo("three");
    kit.remove("bob");
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "two again"))).isEqualTo(200);
    assertThat(carol.heardText()).isEqualTo("two again");
  }

  @Test
  @Spec("7.2.3.1")
  void areRefusedWhenTheyPretend() {
    Peer alice = kit.connected(A, B).get(0);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "me"))).isEqualTo(200);
    assertThat(alice.answerTo(alice.say("sip:malla@example.org", Kit.SESSION, "not me")))
        .isEqualTo(403);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "me"))).isEqualTo(200);
  }
}
