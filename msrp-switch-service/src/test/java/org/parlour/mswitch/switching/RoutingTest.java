package org.parlour.mswitch.switching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.switching.Routing.Verdict;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.Direction;

class RoutingTest {
  private static final ImAddress S = ImAddress.parse(Kit.SESSION);
  private static final ImAddress G = ImAddress.parse(Kit.GROUP);
  private static final MediaLeg ALICE = leg("alice").build();
  private static final MediaLeg BOB = leg("bob").build();
  private static final MediaLeg BOBS_PHONE = leg("phone").of("sip:bob@example.org").build();
  private static final MediaLeg CAROL = leg("carol").withoutPrivateMessages().build();
  private static final MediaLeg DAVE =
      leg("dave").shownAs("sip:anonymous-1@im.example.org").build();
  private static final List<MediaLeg> ALL = List.of(ALICE, BOB, BOBS_PHONE, CAROL, DAVE);

  static Envelope envelope(String headers, String type) {
    byte[] bytes =
        (headers.replace("\n", "\r\n") + "\r\nContent-Type: " + type + "\r\n\r\nhi")
            .getBytes(UTF_8);
    return ((Envelope.Reading.Read) Envelope.read(ByteBuffer.wrap(bytes))).envelope();
  }

  private static Verdict decide(MediaLeg sender, String from, String to) {
    Envelope envelope = envelope("From: <" + from + ">\nTo: <" + to + ">\n", "text/plain");
    return Routing.decide(sender, envelope, S, G, ALL);
  }

  private static void assertDelivered(Verdict verdict, MediaLeg... receivers) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Deliver.class,
            deliver -> assertThat(deliver.receivers()).containsExactly(receivers));
  }

  private static void assertRefused(Verdict verdict, Refusal reason) {
    assertThat(verdict).isEqualTo(new Verdict.Refuse(reason));
  }

  @Test
  @Spec({"7.2.3.1", "RFC 7701 §6.1"})
  void deliversToAllOthersByTheSessionOrTheGroup() {
    assertDelivered(
        decide(ALICE, "sip:alice@example.org", Kit.SESSION), BOB, BOBS_PHONE, CAROL, DAVE);
    assertDelivered(decide(BOB, "sip:bob@example.org", Kit.GROUP), ALICE, BOBS_PHONE, CAROL, DAVE);
  }

  @Test
  @Spec("RFC 7701 §6.1")
  void refusesAForeignSender() {
    assertRefused(decide(ALICE, "sip:bob@example.org", Kit.SESSION), Refusal.FOREIGN_SENDER);
    assertRefused(decide(ALICE, Kit.SESSION, Kit.SESSION), Refusal.FOREIGN_SENDER);
  }

  @Test
  void takesThePseudonymForTheSender() {
    assertDelivered(
        decide(DAVE, "sip:anonymous-1@im.example.org", Kit.SESSION), ALICE, BOB, BOBS_PHONE, CAROL);
    assertDelivered(
        decide(DAVE, "sip:dave@example.org", Kit.SESSION), ALICE, BOB, BOBS_PHONE, CAROL);
  }

  @Test
  @Spec({"7.2.3.3", "RFC 7701 §6.2"})
  void deliversPrivatelyToAllDevicesOfOne() {
    Verdict verdict = decide(ALICE, "sip:alice@example.org", "sip:bob@example.org");

    assertDelivered(verdict, BOB, BOBS_PHONE);
    assertThat(((Verdict.Deliver) verdict).addressee()).isEqualTo(BOB);
  }

  @Test
  void deliversPrivatelyToAPseudonymOnly() {
    assertDelivered(decide(ALICE, "sip:alice@example.org", "sip:anonymous-1@im.example.org"), DAVE);
    assertRefused(
        decide(ALICE, "sip:alice@example.org", "sip:dave@example.org"), Refusal.RECIPIENT_UNKNOWN);
  }

  @Test
  @Spec("RFC 7701 §6.2")
  void refusesPrivateMessagesNotAgreedOn() {
    assertRefused(
        decide(ALICE, "sip:alice@example.org", "sip:carol@example.org"),
        Refusal.PRIVATE_MESSAGES_NOT_AGREED);
    assertRefused(
        decide(CAROL, "sip:carol@example.org", "sip:bob@example.org"),
        Refusal.PRIVATE_MESSAGES_NOT_AGREED);
  }

  @Test
  @Spec("RFC 7701 §6.2")
  void refusesUnknownAndSeveralRecipients() {
    assertRefused(
        decide(ALICE, "sip:alice@example.org", "sip:zoe@example.org"), Refusal.RECIPIENT_UNKNOWN);
    Envelope two =
        envelope(
            "From: <sip:alice@example.org>\nTo: <sip:bob@example.org>\nTo: <sip:carol@example.org>\n",
            "a/b");
    assertRefused(Routing.decide(ALICE, two, S, G, ALL), Refusal.SEVERAL_RECIPIENTS);
    Envelope copied =
        envelope(
            "From: <sip:alice@example.org>\nTo: <sip:bob@example.org>\ncc: <sip:carol@example.org>\n",
            "a/b");
    assertRefused(Routing.decide(ALICE, copied, S, G, ALL), Refusal.SEVERAL_RECIPIENTS);
  }

  @Test
  void skipsLegsThatCannotTakeTheType() {
    MediaLeg textOnly = leg("text").wrappedTypes("text/*").build();
    MediaLeg anything = leg("any").types("*").wrappedTypes("image/png").build();
    MediaLeg plain = leg("plain").types("text/plain").build();
    Envelope image =
        envelope("From: <sip:alice@example.org>\nTo: <" + Kit.SESSION + ">\n", "image/png");

    Verdict verdict =
        Routing.decide(ALICE, image, S, G, List.of(ALICE, textOnly, anything, plain, BOB));

    assertDelivered(verdict, anything, BOB);
  }

  @Test
  @Spec("7.2.2.1")
  void skipsLegsThatDoNotReceive() {
    MediaLeg mute = leg("mute").direction(Direction.SENDONLY).build();
    Envelope text =
        envelope("From: <sip:alice@example.org>\nTo: <" + Kit.SESSION + ">\n", "text/plain");

    assertDelivered(Routing.decide(ALICE, text, S, G, List.of(ALICE, mute, BOB)), BOB);
    assertThat(Routing.maySend(leg("x").direction(Direction.RECVONLY).build())).isFalse();
    assertThat(Routing.maySend(leg("x").direction(Direction.INACTIVE).build())).isFalse();
  }

  @Test
  void takesTheOtherOfTwoForEverybody() {
    Envelope text =
        envelope("From: <sip:alice@example.org>\nTo: <sip:carol@example.org>\n", "text/plain");

    Verdict verdict = Routing.decide(ALICE, text, S, G, List.of(ALICE, CAROL));

    assertDelivered(verdict, CAROL);
    assertThat(((Verdict.Deliver) verdict).addressee()).isNull();
  }

  @Test
  void takesMessagesWithoutEnvelopeBetweenTwoOnly() {
    assertDelivered(Routing.decideUnwrapped(ALICE, "text/plain", List.of(ALICE, BOB)), BOB);
    assertRefused(Routing.decideUnwrapped(ALICE, "text/plain", ALL), Refusal.NOT_WRAPPED);
  }
}
