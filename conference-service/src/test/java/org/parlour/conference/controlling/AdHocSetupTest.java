package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.Setup;

class AdHocSetupTest {
  private final SessionKit kit = SessionKit.adHoc();
  private final ConferencePolicy policy = kit.policy();

  @Test
  @Spec("7.2.1.2-2")
  void refuses_an_originator_nobody_vouches_for() {
    kit.alice.withoutIdentity().invites(kit.bob);

    assertRefused(403, "originator not authorized");
  }

  @Test
  @Spec({"7.2.1.2-4", "RFC 3264 §6"})
  void refuses_an_offer_without_msrp_with_304() {
    kit.alice.invites(Sdp.of(Sdp.AUDIO), listing(kit.bob));

    assertThat(kit.answer().status()).isEqualTo(488);
    assertThat(kit.answer().headers().warning())
        .isEqualTo(new Warning(304, "Media type not available"));
    assertNothingLeft();
  }

  @Test
  @Spec("7.2.1.2-4")
  void refuses_an_offer_without_cpim_with_305() {
    kit.alice.invites(Sdp.of(Sdp.msrp("alice", Setup.ACTIVE, "text/plain")), listing(kit.bob));

    assertThat(kit.answer().status()).isEqualTo(488);
    assertThat(kit.answer().headers().warning())
        .isEqualTo(new Warning(305, "Incompatible media format"));
  }

  @Test
  @Spec({"7.2.1.2-5", "RFC 3261 §20.43"})
  void refuses_too_many_participants_and_leaves_nothing() {
    kit.with(policy.withMaxParticipants(3)).alice.invites(kit.bob, kit.carol, kit.dave);

    assertRefused(486, "too many participants");
    assertThat(kit.requests("INVITE")).isEmpty();
  }

  @Test
  @Spec("7.2.1.2-5")
  void counts_a_user_listed_twice_and_the_inviter_once() {
    kit.with(policy.withMaxParticipants(2))
        .alice
        .invites(
            Sdp.of(Sdp.chat("alice")),
            List.of(
                Recipient.to(kit.bob.address()),
                Recipient.to(kit.bob.address().withParameter("transport", "tcp")),
                Recipient.to(kit.alice.address())));

    assertThat(kit.requests("INVITE")).hasSize(1);
  }

  @Test
  void refuses_a_list_with_nobody_else() {
    kit.alice.invites(Sdp.of(Sdp.chat("alice")), listing(kit.alice));

    assertThat(kit.answer().status()).isEqualTo(400);
    assertNothingLeft();
  }

  @Test
  void answers_503_when_no_switch_is_alive() {
    kit.withoutSwitches().alice.invites(kit.bob);

    assertRefused(503, "overload");
    assertThat(kit.answer().headers().retryAfter()).isPositive();
  }

  @Test
  @Spec({"7.2.1.11-1", "RFC 4028 §9"})
  void answers_422_to_an_interval_below_the_minimum() {
    kit.alice.withSessionExpires(new SessionExpires(60, null)).invites(kit.bob);

    assertThat(kit.answer().status()).isEqualTo(422);
    assertThat(kit.answer().headers().minSe()).isEqualTo(90);
  }

  @Test
  @Spec("7.2.1.2-1")
  void answers_404_where_no_factory_is() {
    SessionKit elsewhere = SessionKit.group();

    elsewhere.alice.invites(elsewhere.bob);

    assertThat(elsewhere.answer().status()).isEqualTo(404);
    assertThat(elsewhere.answer().headers().warning())
        .isEqualTo(Warning.of("Conference-factory URI does not exist"));
  }

  @Test
  @Spec("7.2.1.3-1")
  void answers_404_with_the_conference_text_when_no_list_is_sent() {
    SessionKit elsewhere = SessionKit.group();

    elsewhere.alice.calls(SessionKit.LOBBY);

    assertThat(elsewhere.answer().headers().warning())
        .isEqualTo(Warning.of("Conference URI does not exist"));
  }

  @Test
  @Spec({"7.2.1.2-6", "7.2.2.2-1", "7.2.2.2-2"})
  void invites_everybody_with_the_headers_of_a_focus() {
    kit.alice.invites(kit.bob, kit.carol);

    assertThat(kit.requests("INVITE")).hasSize(2);
    SendRequest invite = kit.bob.received();
    assertThat(invite.requestUri()).isEqualTo(kit.bob.address());
    assertThat(invite.to()).isEqualTo(NameAddress.of(kit.bob.address()));
    assertThat(invite.from()).isEqualTo(new NameAddress("Alice", kit.alice.address()));
    assertThat(invite.maxForwards()).isEqualTo(69);
    assertThat(invite.headers().contact()).isEqualTo(SessionKit.S);
    assertThat(invite.headers().focus()).isTrue();
    assertThat(invite.headers().acceptContact()).isTrue();
    assertThat(invite.headers().assertedIdentity())
        .isEqualTo(new NameAddress("Alice", kit.alice.address()));
    assertThat(invite.headers().sessionExpires())
        .isEqualTo(new SessionExpires(1800, SessionExpires.Refresher.UAS));
    assertThat(invite.headers().minSe()).isEqualTo(90);
    assertThat(invite.headers().supported()).contains("timer", "norefersub");
    assertThat(invite.headers().carried()).containsEntry("Subject", "lunch");
  }

  @Test
  @Spec({"7.2.2.2-4", "7.2.2.2-4a", "RFC 4975 §8"})
  void offers_every_invitee_a_path_of_its_own_at_the_switch() {
    kit.alice.invites(kit.bob, kit.carol);

    MsrpMedia bobs = offered(kit.bob);
    MsrpMedia carols = offered(kit.carol);
    assertThat(bobs.path()).isNotEqualTo(carols.path());
    assertThat(bobs.path().getFirst())
        .matches("msrp://msrp\\.im\\.example\\.org:2855/[0-9a-z]{26};tcp");
    assertThat(bobs.setup()).isEqualTo(Setup.ACTPASS);
    assertThat(bobs.acceptTypes())
        .containsExactly("message/cpim", "application/im-iscomposing+xml");
  }

  @Test
  @Spec({"7.2.2.2-3", "RFC 5366 §5"})
  void tells_invitees_the_list_without_hidden_ones() {
    kit.alice.invites(
        Sdp.of(Sdp.chat("alice")),
        List.of(
            Recipient.to(kit.bob.address()),
            new Recipient(kit.carol.address(), CopyControl.CC, true, null),
            new Recipient(kit.dave.address(), CopyControl.BCC, false, null)));

    SipContent.SessionWithHistory body =
        (SipContent.SessionWithHistory) kit.bob.received().content();
    assertThat(body.history())
        .containsExactly(
            Recipient.to(kit.bob.address()),
            new Recipient(
                ImAddress.parse("sip:anonymous@anonymous.invalid"), CopyControl.CC, true, null));
    assertThat(kit.dave.received()).isNotNull();
  }

  @Test
  void passes_replaces_of_a_list_entry_on() {
    kit.alice.invites(
        Sdp.of(Sdp.chat("alice")),
        List.of(new Recipient(kit.bob.address(), CopyControl.TO, false, "c1;to-tag=a")));

    assertThat(kit.bob.received().headers().carried()).containsEntry("Replaces", "c1;to-tag=a");
  }

  @Test
  @Spec({"7.2.1.2-R180-1", "7.2.1.2-R180-2"})
  void rings_the_inviter_once() {
    kit.alice.invites(kit.bob, kit.carol);

    kit.bob.rings();
    SendAnswer ringing = kit.answer();
    kit.carol.rings();

    assertThat(kit.answers()).isEmpty();
    assertThat(ringing.status()).isEqualTo(180);
    assertThat(ringing.headers().contact()).isEqualTo(SessionKit.S);
    assertThat(ringing.headers().focus()).isTrue();
    assertThat(ringing.headers().assertedIdentity()).isEqualTo(NameAddress.of(SessionKit.FACTORY));
  }

  @Test
  @Spec({"7.2.1.2-R200-1", "7.2.1.2-R200-3", "7.2.1.2-R200-4", "7.2.2.2-R200-4"})
  void connects_in_the_order_ack_leg_answer_when_the_first_invitee_accepts() {
    kit.alice.invites(kit.bob, kit.carol);

    kit.bob.answers();

    List<Object> order = kit.effects().stream().map(AdHocSetupTest::named).toList();
    assertThat(order).containsSubsequence("ACK", "OpenSession", "AddLeg", "200");
    assertThat(kit.request("ACK").requestUri()).isEqualTo(kit.bob.contact());
    assertThat(kit.request("ACK").routes())
        .containsExactly("<sip:far.example.org;lr>", "<sip:near.example.org;lr>");
    SendAnswer answer = kit.answer();
    assertThat(answer.headers().sessionExpires())
        .isEqualTo(new SessionExpires(1800, SessionExpires.Refresher.UAC));
    assertThat(answer.headers().require()).containsExactly("timer");
    assertThat(answer.headers().allowEvents()).containsExactly("conference");
    assertThat(answer.headers().supported()).containsExactly("timer", "norefersub");
    assertThat(answer.replyTo()).isEqualTo(Peer.EDGE);
  }

  @Test
  @Spec("7.2.1.2-R200-1")
  void simply_adds_a_late_joiner() {
    kit.talking();

    kit.carol.answers();

    assertThat(kit.answers()).isEmpty();
    assertThat(kit.request("ACK")).isNotNull();
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class)).hasSize(1);
  }

  @Test
  @Spec({"7.2.1.2-R200-2a", "7.2.1.2-R200-2b"})
  void answers_with_the_types_that_inviter_and_invitee_share() {
    kit.alice.invites(
        Sdp.of(
            Sdp.AUDIO, Sdp.msrp("alice", Setup.ACTPASS, "message/cpim", "text/plain", "text/html")),
        listing(kit.bob));

    kit.bob.answers(Sdp.msrp("bob", Setup.ACTIVE, "text/plain", "message/cpim"));

    var answer = kit.answerSdp();
    assertThat(answer.media()).hasSize(2);
    assertThat(answer.media().getFirst().port()).isZero();
    MsrpMedia msrp = (MsrpMedia) answer.media().get(1);
    assertThat(msrp.acceptTypes()).containsExactly("message/cpim", "text/plain");
    assertThat(msrp.setup()).isEqualTo(Setup.PASSIVE);
    assertThat(msrp.path().getFirst()).startsWith("msrp://msrp.im.example.org:2855/");
  }

  @Test
  @Spec("5.8.1")
  void opens_the_connection_to_an_invitee_that_answers_passive() {
    kit.alice.invites(kit.bob);

    kit.bob.answers(Sdp.msrp("bob", Setup.PASSIVE, "message/cpim"));

    var open = kit.switchCommands(SwitchCommand.OpenSession.class).getFirst();
    assertThat(open.legs().getFirst().connectOut()).isTrue();
    assertThat(open.incarnation()).isEqualTo(SessionKit.SWITCH.incarnation());
    assertThat(open.addressee()).isEqualTo(SessionKit.S);
  }

  @Test
  void archives_the_conversation_with_who_is_in() {
    kit.alice.invites(kit.bob);

    kit.bob.answers();

    var open = kit.switchCommands(SwitchCommand.OpenSession.class).getFirst();
    assertThat(open.recording()).isNotNull();
    assertThat(kit.history())
        .extracting(command -> command.getClass().getSimpleName())
        .containsExactly("ConversationStarted", "ParticipantJoined", "ParticipantJoined");
    assertThat(kit.history()).allMatch(c -> c.recording().equals(open.recording()));
    var started = (HistoryCommand.ConversationStarted) kit.history().getFirst();
    assertThat(started.subject()).isEqualTo("lunch");
    assertThat(started.initiator()).isEqualTo(kit.alice.address());
  }

  @Test
  void archives_nothing_when_it_is_off() {
    kit.with(policy.withArchive(false)).alice.invites(kit.bob);

    kit.bob.answers();

    assertThat(kit.history()).isEmpty();
    assertThat(kit.switchCommands(SwitchCommand.OpenSession.class).getFirst().recording()).isNull();
  }

  @Test
  void becomes_active_once_somebody_is_in() {
    kit.alice.invites(kit.bob, kit.carol);
    assertThat(kit.session().phase()).isEqualTo(Phase.INVITING);

    kit.bob.answers();

    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  void refuses_an_anonymous_inviter_by_policy() {
    kit.with(policy.withAnonymity(false, true)).alice.anonymously().invites(kit.bob);

    assertRefused(403, "anonymity not allowed");
  }

  private void assertRefused(int status, String text) {
    assertThat(kit.answer().status()).isEqualTo(status);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of(text));
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    assertThat(kit.effects()).hasSize(1);
    assertThat(kit.events()).isEmpty();
  }

  private static MsrpMedia offered(Peer peer) {
    return switch (peer.received().content()) {
      case SipContent.SessionWithHistory body -> body.description().msrp().orElseThrow();
      case SipContent.Session body -> body.description().msrp().orElseThrow();
      case SipContent other -> throw new AssertionError(other);
    };
  }

  private static List<Recipient> listing(Peer... peers) {
    return Arrays.stream(peers).map(p -> Recipient.to(p.address())).toList();
  }

  private static Object named(Effect effect) {
    return switch (effect) {
      case Effect.ToAnyEdge(SendRequest request) -> request.method();
      case Effect.ToEdge(int edge, SendAnswer answer) -> Integer.toString(answer.status());
      case Effect.ToSwitch s -> s.command().getClass().getSimpleName();
      case Effect other -> other.getClass().getSimpleName();
    };
  }
}
