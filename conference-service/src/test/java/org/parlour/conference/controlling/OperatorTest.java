package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Happening;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.Timeline;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

class OperatorTest {
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  void expels_a_participant_with_bye_notify_and_a_word_to_the_others() {
    kit.threeTalking();
    kit.alice.subscribes().takesNotify();
    kit.after(Duration.ofSeconds(1));

    kit.expels(kit.bob);

    assertThat(kit.byeCause()).isEqualTo(403);
    assertThat(kit.request("BYE").callId()).isEqualTo(kit.bob.callId());
    assertThat(kit.notified().users())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.entity()).isEqualTo(kit.bob.address());
              assertThat(user.endpoints().getFirst().disconnectionMethod())
                  .isEqualTo(DisconnectionMethod.BOOTED);
            });
    assertThat(kit.switchCommands(SwitchCommand.RemoveLeg.class)).hasSize(1);
    assertThat(kit.switchCommands(SwitchCommand.SystemMessage.class))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.event()).isEqualTo("expelled");
              assertThat(said.text()).isEqualTo("Bob was removed from the session");
              assertThat(said.leg()).isNull();
            });
  }

  @Test
  void who_was_expelled_comes_back_only_when_asked_again() {
    kit.threeTalking();
    kit.expels(kit.bob);

    kit.bob.calls(SessionKit.S);
    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("joining not allowed"));

    kit.alice.refers(kit.bob.address(), "INVITE");
    kit.bob.answers();
    kit.bob.hangsUp();
    kit.bob.calls(SessionKit.S);
    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  void who_was_expelled_from_a_group_may_join_its_next_session() {
    SessionKit lobby = SessionKit.group().document(1, false, true, "alice", "bob");
    lobby.alice.calls(SessionKit.LOBBY).acknowledges();
    lobby.bob.calls(SessionKit.LOBBY).acknowledges();
    lobby.expels(lobby.bob);

    lobby.bob.calls(SessionKit.LOBBY);
    assertThat(lobby.answer().status()).isEqualTo(403);
    lobby.alice.hangsUp();
    lobby.bob.calls(SessionKit.LOBBY);

    assertThat(lobby.answer().status()).isEqualTo(200);
  }

  @Test
  void an_operator_may_let_the_expelled_come_back() {
    kit.with(kit.policy().withRejoinAfterExpulsion(true)).threeTalking();
    kit.expels(kit.bob);

    kit.bob.calls(SessionKit.S);

    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  void expelling_an_invitee_who_rings_cancels_and_tells_the_inviter_when_nobody_is_left() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.expels(kit.bob);

    assertThat(kit.cancels()).hasSize(1);
    assertThat(kit.answer().status()).isEqualTo(480);
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void expelling_the_inviter_who_waits_ends_what_it_began() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.expels(kit.alice);

    assertThat(kit.answer().status()).isEqualTo(480);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("temporarily unavailable"));
    assertThat(kit.cancels()).hasSize(1);
  }

  @Test
  @Spec("ISS-3b")
  void closes_the_session_when_everybody_had_time_to_read_it() {
    kit.threeTalking();

    kit.closes();
    assertThat(kit.switchCommands())
        .singleElement()
        .satisfies(
            said -> assertThat(((SwitchCommand.SystemMessage) said).event()).isEqualTo("closing"));
    assertThat(kit.requests("BYE")).isEmpty();
    kit.closes();
    assertThat(kit.effects()).isEmpty();

    kit.after(Duration.ofSeconds(1));
    assertThat(kit.requests("BYE"))
        .hasSize(3)
        .allSatisfy(
            bye ->
                assertThat(bye.headers().reason()).isEqualTo(new Reason(200, "session released")));
    assertThat(kit.switchCommands()).singleElement().isInstanceOf(SwitchCommand.CloseSession.class);
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void a_session_that_ends_by_itself_takes_its_closing_time_with_it() {
    SessionKit lobby = SessionKit.group().document(1, false, true, "alice");
    lobby.alice.calls(SessionKit.LOBBY).acknowledges();
    lobby.closes();
    lobby.alice.hangsUp();
    lobby.bob.calls(SessionKit.LOBBY).acknowledges();

    lobby.after(Duration.ofSeconds(1));

    assertThat(lobby.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  @Spec("ISS-3b")
  void says_something_to_everybody() {
    kit.threeTalking();

    kit.announces("lunch is ready");

    assertThat(kit.switchCommands(SwitchCommand.SystemMessage.class))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.event()).isEqualTo("operator");
              assertThat(said.text()).isEqualTo("lunch is ready");
            });
  }

  @Test
  void means_nothing_to_a_later_session_of_the_group() {
    SessionKit lobby = SessionKit.group().document(1, false, true, "alice");
    lobby.alice.calls(SessionKit.LOBBY).acknowledges();
    OperatorRequest stale = new OperatorRequest.Close(lobby.now(), lobby.session().session());
    lobby.alice.hangsUp();
    lobby.bob.calls(SessionKit.LOBBY).acknowledges();

    lobby.input(stale);

    assertThat(lobby.effects()).isEmpty();
    assertThat(lobby.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  @Spec({"7.2.2.6-1", "7.2.2.6-2", "7.2.2.6-3"})
  void offers_other_media_in_the_participants_dialog() {
    kit.talking();
    SessionDescription before = kit.localSdp(kit.bob);

    kit.wants(kit.bob, 4096L, "message/cpim", "text/plain");

    SendRequest invite = kit.request("INVITE");
    assertThat(invite.callId()).isEqualTo(kit.bob.callId());
    assertThat(invite.toTag()).isNotNull();
    SessionDescription offer = ((SipContent.Session) invite.content()).description();
    MsrpMedia stream = offer.msrp().orElseThrow();
    assertThat(stream.maxSize()).isEqualTo(4096);
    assertThat(stream.acceptTypes()).containsExactly("message/cpim", "text/plain");
    assertThat(stream.path()).isEqualTo(before.msrp().orElseThrow().path());
    assertThat(stream.setup()).isEqualTo(Setup.PASSIVE);
    assertThat(offer.sessionVersion()).isEqualTo(before.sessionVersion() + 1);
    assertThat(kit.localSdp(kit.bob)).isEqualTo(before);
    assertThat(kit.switchCommands()).isEmpty();
  }

  @Test
  @Spec("7.2.2.6-R200-1")
  void takes_what_the_participant_accepted() {
    kit.talking();
    kit.wants(kit.bob, 4096L);

    kit.bob.acceptsOffer(Sdp.msrp("bob", Setup.ACTIVE, "message/cpim"));

    assertThat(kit.requests("ACK")).hasSize(1);
    assertThat(kit.switchCommands(SwitchCommand.UpdateLeg.class))
        .singleElement()
        .satisfies(
            update -> assertThat(update.leg().acceptTypes()).containsExactly("message/cpim"));
    assertThat(kit.localSdp(kit.bob).msrp().orElseThrow().maxSize()).isEqualTo(4096);
    assertThat(kit.leg(kit.bob).mediaLost()).isFalse();
  }

  @Test
  @Spec("7.2.2.6-R200-2")
  void leaves_everything_when_the_participant_refuses() {
    kit.talking();
    SessionDescription before = kit.localSdp(kit.bob);
    kit.wants(kit.bob, 4096L);

    kit.bob.answersRequest("INVITE", 488);

    assertThat(kit.localSdp(kit.bob)).isEqualTo(before);
    assertThat(kit.leg(kit.bob).connected()).isTrue();
    assertThat(kit.switchCommands()).isEmpty();
  }

  @Test
  @Spec({"7.2.2.6-R200-2", "RFC 3261 §14.1"})
  void tries_again_after_a_glare() {
    kit.talking();
    kit.wants(kit.bob, 4096L);

    kit.bob.answersRequest("INVITE", 491);
    assertThat(kit.requests("INVITE")).isEmpty();
    kit.after(Duration.ofSeconds(4));

    SessionDescription again = ((SipContent.Session) kit.request("INVITE").content()).description();
    assertThat(again.msrp().orElseThrow().maxSize()).isEqualTo(4096);
  }

  @Test
  void offers_everybody_once_the_dialogs_are_free() {
    kit.alice.invites(kit.bob);
    kit.bob.answers(); // alice has not acknowledged

    kit.wants(null, 4096L);
    assertThat(kit.requests("INVITE"))
        .extracting(SendRequest::callId)
        .containsExactly(kit.bob.callId());
    kit.alice.acknowledges();

    assertThat(kit.requests("INVITE"))
        .extracting(SendRequest::callId)
        .containsExactly(kit.alice.callId());
  }

  @Test
  void a_participant_that_the_offer_does_not_reach_is_out() {
    kit.threeTalking();
    kit.wants(kit.bob, 4096L);

    kit.bob.answersRequest("INVITE", 481);

    assertThat(kit.byeCause()).isEqualTo(408);
    assertThat(kit.user(kit.bob).present()).isFalse();
  }

  @Test
  void a_moved_session_offers_the_new_path_with_the_new_limits() {
    kit.talking();
    kit.wants(kit.bob, 4096L);
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.bob.acceptsOffer(Sdp.chat("bob"));

    SessionDescription offer = ((SipContent.Session) kit.request("INVITE").content()).description();
    assertThat(offer.msrp().orElseThrow().maxSize()).isEqualTo(4096);
    assertThat(offer.msrp().orElseThrow().path().getFirst())
        .contains(SessionKit.OTHER_SWITCH.host());
    kit.bob.acceptsOffer(Sdp.chat("bob-there"));
    assertThat(kit.leg(kit.bob).media().moving()).isFalse();
  }

  @Test
  void keeps_the_last_happenings() {
    kit.threeTalking();
    kit.wantsNickname(kit.bob, "bobby");
    kit.mediaLost(kit.carol);
    kit.mediaBack(kit.carol);
    kit.announces("hi");
    kit.carol.hangsUp();

    assertThat(kit.happenings())
        .extracting(Happening::kind)
        .containsExactly(
            Happening.Kind.CREATED,
            Happening.Kind.JOINED,
            Happening.Kind.JOINED,
            Happening.Kind.JOINED,
            Happening.Kind.RENAMED,
            Happening.Kind.ON_HOLD,
            Happening.Kind.RESUMED,
            Happening.Kind.ANNOUNCED,
            Happening.Kind.LEFT);
    for (int i = 0; i < Timeline.MOST; i++) {
      kit.announces("again");
    }
    assertThat(kit.happenings())
        .hasSize(Timeline.MOST)
        .extracting(Happening::kind)
        .containsOnly(Happening.Kind.ANNOUNCED);
    kit.closes();
    kit.after(Duration.ofSeconds(1));
    assertThat(kit.focus().timeline()).isNull();
  }

  @Test
  @Spec("16-5")
  void happenings_name_an_anonymous_participant_by_its_pseudonym() {
    Peer alice = kit.alice.anonymously();
    alice.invites(kit.bob);
    kit.bob.answers();
    alice.acknowledges();

    assertThat(kit.happenings())
        .extracting(Happening::who)
        .contains(ImAddress.parse("sip:anonymous-1@anonymous.invalid"))
        .doesNotContain(alice.address());
  }
}
