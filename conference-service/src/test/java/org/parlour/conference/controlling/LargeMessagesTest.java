package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpAttribute;

class LargeMessagesTest {
  private final SessionKit kit = SessionKit.adHoc();

  private static MsrpMedia sending(String user) {
    return Sdp.in(Direction.SENDONLY, Sdp.chat(user));
  }

  private static MsrpMedia reading(String user) {
    return Sdp.in(Direction.RECVONLY, Sdp.chat(user));
  }

  private static List<Recipient> listing(Peer... peers) {
    return Arrays.stream(peers).map(peer -> Recipient.to(peer.address())).toList();
  }

  private void aliceSendsTo(Peer... recipients) {
    kit.alice.forOneMessage().invites(Sdp.of(sending("alice")), listing(recipients));
  }

  private void bobReads() {
    aliceSendsTo(kit.bob);
    kit.bob.answers(reading("bob"));
    kit.alice.acknowledges();
  }

  private List<Integer> statuses() {
    return kit.answers().stream().map(answer -> answer.status()).toList();
  }

  @Test
  @Spec("D-16")
  void recipientsAreToldThatItIsOneMessage() {
    aliceSendsTo(kit.bob);

    SendRequest invite = kit.bob.received();
    assertThat(invite.headers().acceptContact()).isTrue();
    assertThat(invite.headers().carried())
        .containsEntry("Accept-Contact", "*;+g.oma.sip-im.large-message");
    MsrpMedia offered =
        ((SipContent.Session) withoutHistory(invite)).description().msrp().orElseThrow();
    assertThat(offered.direction()).isEqualTo(Direction.SENDONLY);
  }

  private static SipContent withoutHistory(SendRequest invite) {
    return invite.content() instanceof SipContent.SessionWithHistory with
        ? new SipContent.Session(with.description())
        : invite.content();
  }

  @Test
  void theSenderIsAnsweredWhenEverybodyHasSaidSomething() {
    aliceSendsTo(kit.bob, kit.carol);

    kit.bob.answers(reading("bob"));
    assertThat(kit.answers()).isEmpty();
    kit.carol.declines(486);

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.answerSdp().msrp().orElseThrow().direction()).isEqualTo(Direction.RECVONLY);
  }

  @Test
  void theSenderIsNotAnsweredEarly() {
    kit.with(kit.policy().withEarlyAnswer(true));

    aliceSendsTo(kit.bob);

    assertThat(kit.answers()).isEmpty();
  }

  @Test
  void asManyMayBeListedAsForAPagerMessage() {
    kit.with(kit.policy().withMaxParticipants(2).with(kit.policy().pager().withMaxRecipients(2)));

    aliceSendsTo(kit.bob, kit.carol, kit.dave);
    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("too many recipients"));
    aliceSendsTo(kit.bob, kit.carol);

    assertThat(kit.requests("INVITE")).hasSize(2);
  }

  @Test
  void theLastToAcceptIsWaitedForToo() {
    aliceSendsTo(kit.bob, kit.carol);

    kit.bob.answers(reading("bob"));
    kit.carol.answers(reading("carol"));

    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  void aRecipientThatOnlyRingsIsGivenUp() {
    aliceSendsTo(kit.bob, kit.carol);
    kit.carol.rings();
    kit.bob.answers(reading("bob"));

    kit.after(kit.policy().pager().largeAnswer());

    assertThat(kit.cancels()).hasSize(1);
    assertThat(statuses()).contains(200);
  }

  @Test
  void theSenderHearsWhenItReachesNobody() {
    aliceSendsTo(kit.bob, kit.carol);

    kit.bob.declines(486);
    kit.carol.declines(480);

    assertThat(kit.answer().status()).isEqualTo(480);
    assertThat(kit.focus().running()).isNull();
  }

  @Test
  void whenTheSenderLeavesItIsReadToItsEnd() {
    bobReads();

    kit.alice.hangsUp();

    assertThat(kit.requests("BYE")).isEmpty();
    assertThat(kit.switchCommands(SwitchCommand.HandOver.class)).hasSize(1);
    kit.handedOver();
    assertThat(kit.byeCause()).isEqualTo(200);
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void aRecipientThatHasReadItMayLeave() {
    aliceSendsTo(kit.bob, kit.carol);
    kit.bob.answers(reading("bob"));
    kit.carol.answers(reading("carol"));
    kit.alice.acknowledges();

    kit.bob.hangsUp();
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    kit.carol.hangsUp();
    kit.alice.hangsUp();

    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void aSwitchThatSaysNothingDoesNotKeepIt() {
    bobReads();
    kit.alice.hangsUp();

    kit.after(LargeMessages.READING.minus(Duration.ofMillis(1)));
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    kit.after(Duration.ofMillis(1));

    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void nobodyJoinsAndNobodyIsAddedLater() {
    bobReads();

    kit.bob.calls(SessionKit.S);
    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("joining not allowed"));
    kit.alice.refers(kit.dave.address(), "INVITE");
    assertThat(kit.answer().status()).isEqualTo(403);
  }

  @Test
  @Spec("D-16")
  void aReinviteDoesNotMakeAConversationOfIt() {
    bobReads();

    kit.alice.reinvites(Sdp.of(Sdp.chat("alice")));
    assertThat(kit.answer().status()).isEqualTo(488);
    kit.alice.reinvites(Sdp.of(sending("alice")));
    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  @Spec("D-16")
  void aReinviteDoesNotMakeAMessageOfAConversation() {
    kit.talking();

    kit.alice.forOneMessage().reinvites(Sdp.of(sending("alice")));

    assertThat(kit.answer().status()).isEqualTo(488);
  }

  @Test
  @Spec("D-16")
  void whoOffersOnlyToSendAndNoFileSendsOneMessage() {
    kit.alice.invites(Sdp.of(sending("alice")), listing(kit.bob));
    assertThat(kit.session().largeMessage()).isTrue();
  }

  @Test
  @Spec("D-16")
  void whoOffersAFileDoesNot() {
    MsrpMedia file = Sdp.with(sending("alice"), new SdpAttribute("file-selector", "name:\"a\""));

    kit.alice.invites(Sdp.of(file), listing(kit.bob));

    assertThat(kit.session().largeMessage()).isFalse();
  }

  @Test
  void aRunningSessionTakesNone() {
    SessionKit group = SessionKit.group().document(1, false, true, "alice", "bob");
    group.alice.calls(SessionKit.LOBBY).acknowledges();

    group.alice.forOneMessage().calls(group.session().session());

    assertThat(group.answer().status()).isEqualTo(488);
    assertThat(group.answer().headers().warning())
        .isEqualTo(Warning.of("a large message goes to no running session"));
  }
}
