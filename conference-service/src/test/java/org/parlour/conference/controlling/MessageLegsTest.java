package org.parlour.conference.controlling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// INVITEs without an offer, and participants that have no MSRP.
@NullUnmarked
class MessageLegsTest {
  private final SessionKit kit = SessionKit.adHoc();

  private static MsrpMedia offered(SipContent content) {
    return ((SipContent.Session) content).description().msrp().orElseThrow();
  }

  /// Alice reads; bob and carol have MSRP.
  private SessionKit reading() {
    kit.alice.takingMessages().invitesWithoutOffer(kit.bob, kit.carol);
    kit.bob.answers();
    kit.alice.acknowledges();
    kit.carol.answers();
    return kit;
  }

  @Test
  @Spec({"RFC 3261 §13.2.1", "7.2.1.2-6", "7.2.2.2-4"})
  void whoever_makes_no_offer_may_invite_and_the_focus_offers_for_itself() {
    kit.alice.takingMessages().invitesWithoutOffer(kit.bob, kit.carol);

    assertThat(kit.requests("INVITE")).hasSize(2);
    assertThat(kit.requests("INVITE"))
        .extracting(SendRequest::content)
        .extracting(SipContent.SessionWithHistory.class::cast)
        .allSatisfy(
            body ->
                assertThat(body.description().msrp().orElseThrow().acceptTypes())
                    .startsWith("message/cpim"));
    assertThat(kit.answers()).isEmpty();
  }

  @Test
  @Spec({"RFC 3261 §13.2.1", "7.2.1.2-R200-1"})
  void the_200_has_our_offer() {
    kit.alice.takingMessages().invitesWithoutOffer(kit.bob, kit.carol);

    kit.bob.answers();

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.answer().headers().focus()).isTrue();
    assertThat(offered(kit.answer().content()).setup()).isEqualTo(Setup.ACTPASS);
    assertThat(offered(kit.answer().content()).path()).hasSize(1);
  }

  @Test
  @Spec("RFC 3261 §13.2.1")
  void an_answer_in_the_ack_makes_it_an_msrp_leg() {
    kit.alice.takingMessages().invitesWithoutOffer(kit.bob, kit.carol);
    kit.bob.answers();

    kit.alice.acknowledges(Sdp.of(Sdp.chat("alice")));

    MediaLeg leg = kit.switchCommands(SwitchCommand.UpdateLeg.class).getFirst().leg();
    assertThat(leg.leg()).isEqualTo(kit.alice.leg());
    assertThat(leg.hasMsrp()).isTrue();
    assertThat(leg.remotePath()).containsExactly("msrp://alice.invalid:9/alice;tcp");
    assertThat(kit.leg(kit.alice).readsMessages()).isFalse();
  }

  @Test
  void without_an_answer_it_stays_and_reads() {
    reading();

    assertThat(kit.leg(kit.alice).readsMessages()).isTrue();
    assertThat(kit.focus().connected()).isEqualTo(3);
    assertThat(kit.user(kit.alice).joined()).isTrue();
  }

  @Test
  void whoever_takes_neither_msrp_nor_messages_is_let_go() {
    kit.alice.invitesWithoutOffer(kit.bob, kit.carol);
    kit.bob.answers();
    kit.carol.answers();

    kit.alice.acknowledges();

    assertThat(kit.byeCause()).isEqualTo(488);
    assertThat(kit.focus().connected()).isEqualTo(2);
  }

  @Test
  @Spec("8.3.2.1-5c")
  void what_the_others_say_comes_as_a_message_from_the_session() {
    reading();

    kit.hears(kit.bob, kit.alice);

    SendRequest copy = kit.request("MESSAGE");
    assertThat(copy.requestUri()).isEqualTo(kit.alice.address());
    assertThat(copy.toTag()).isNull();
    assertThat(copy.from()).isEqualTo(NameAddress.of(SessionKit.S));
    assertThat(copy.headers().assertedIdentity().address()).isEqualTo(kit.bob.address());
    assertThat(copy.content())
        .isInstanceOfSatisfying(
            SipContent.Written.class,
            written -> assertThat(written.contentType()).isEqualTo("message/cpim"));
  }

  @Test
  @Spec("RFC 5627 §4.4")
  void it_comes_to_the_device_that_called_when_that_has_a_gruu() {
    kit.alice.withGruu();
    reading();

    kit.hears(kit.bob, kit.alice);
    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.alice.contact());

    kit.carol.messages(SessionKit.S);
    assertThat(kit.requests("MESSAGE"))
        .extracting(SendRequest::requestUri)
        .containsExactlyInAnyOrder(kit.alice.contact(), kit.bob.address());
  }

  @Test
  @Spec("RFC 3862 §3.6")
  void it_comes_as_the_grammar_of_cpim_has_it() {
    reading();
    String head = "\r\nTo: <sip:team@im.example.org>\r\n\r\nContent-Type: text/plain\r\n\r\nhi";

    kit.input(
        new MediaEvent.MessageHeard(
            kit.now(),
            1,
            "1-1",
            kit.bob.address(),
            List.of(kit.alice.leg()),
            "message/cpim",
            ("From: \"Bob\" <sip:bob@example.org>" + head).getBytes(UTF_8)));

    assertThat(kit.request("MESSAGE").content())
        .isEqualTo(
            new SipContent.Written(
                "message/cpim", ("From: Bob <sip:bob@example.org>" + head).getBytes(UTF_8)));
  }

  @Test
  @Spec("7.2.3.5")
  void it_hears_the_server_itself_too() {
    reading();

    kit.announces("Lunch is over");

    SendRequest notice = kit.request("MESSAGE");
    assertThat(notice.requestUri()).isEqualTo(kit.alice.address());
    assertThat(notice.headers().assertedIdentity().address()).isEqualTo(SessionKit.FACTORY);
    assertThat(new String(((SipContent.Written) notice.content()).body(), UTF_8))
        .contains("Subject: system\r\n", "sys.Event: operator\r\n")
        .endsWith("Lunch is over");
  }

  @Test
  void what_is_told_twice_is_sent_once() {
    reading();

    kit.hears("1-7", kit.bob, kit.alice).hears("1-7", kit.bob, kit.alice);

    assertThat(kit.allRequests("MESSAGE")).hasSize(1);
  }

  @Test
  void what_was_heard_before_the_session_moved_is_not_lost() {
    reading().switchLost(SessionKit.OTHER_SWITCH);

    kit.input(
        new MediaEvent.MessageHeard(
            kit.now(),
            1,
            "1-9",
            kit.bob.address(),
            List.of(kit.alice.leg()),
            "message/cpim",
            new byte[] {'h'}));

    assertThat(kit.requests("MESSAGE")).hasSize(1);
  }

  @Test
  @Spec("16-5")
  void an_anonymous_sender_stays_so() {
    kit.alice.takingMessages().invitesWithoutOffer(kit.bob, kit.carol);
    kit.bob.anonymously().answers();
    kit.alice.acknowledges();

    kit.hears(kit.bob, kit.alice);

    assertThat(kit.request("MESSAGE").headers().privacyId()).isTrue();
    assertThat(kit.request("MESSAGE").headers().assertedIdentity().displayName()).isNull();
  }

  @Test
  @Spec("8.3.2.1-5c")
  void what_it_says_goes_to_the_others() {
    reading();

    kit.alice.messages(SessionKit.S);

    assertThat(kit.answer().status()).isEqualTo(202);
    assertThat(kit.requests("MESSAGE"))
        .extracting(SendRequest::requestUri)
        .containsExactly(kit.bob.address(), kit.carol.address());
  }

  @Test
  void a_switch_that_dies_does_not_touch_it() {
    reading().switchLost(SessionKit.OTHER_SWITCH);

    assertThat(kit.requests("INVITE")).hasSize(2); // to bob and carol
    assertThat(kit.leg(kit.alice).mediaLost()).isFalse();
    SwitchCommand.OpenSession open = kit.switchCommands(SwitchCommand.OpenSession.class).getFirst();
    assertThat(open.legs()).hasSize(3);
    assertThat(open.legs()).filteredOn(leg -> !leg.hasMsrp()).hasSize(1);
  }

  @Test
  @Spec("7.2.1.12-S1")
  void subscribers_see_it_connected() {
    reading();

    kit.bob.subscribes();

    assertThat(kit.notified().users())
        .filteredOn(user -> user.entity().equals(kit.alice.address()))
        .singleElement()
        .satisfies(
            user ->
                assertThat(user.endpoints().getFirst().status())
                    .isEqualTo(EndpointStatus.CONNECTED));
  }

  @Test
  @Spec("7.2.1.3-8a")
  void a_running_session_is_joined_without_an_offer() {
    kit.talking();
    kit.carol.declines(486);

    kit.carol.takingMessages().callsWithoutOffer(SessionKit.S);
    assertThat(kit.answer().status()).isEqualTo(200);
    SessionDescription offer = kit.answerSdp();
    kit.carol.acknowledges();

    assertThat(offer.msrp()).isPresent();
    assertThat(kit.leg(kit.carol).readsMessages()).isTrue();
  }

  @Test
  void it_leaves_like_everybody() {
    reading();

    kit.alice.hangsUp();

    assertThat(kit.switchCommands(SwitchCommand.RemoveLeg.class)).hasSize(1);
    assertThat(kit.focus().connected()).isEqualTo(2);
  }

  @Test
  void it_may_add_others() {
    reading();

    kit.alice.refers(new SipMethod.Refer(kit.dave.address(), "INVITE", null, null, false));

    assertThat(offered(kit.request("INVITE").content()).acceptTypes()).startsWith("message/cpim");
  }
}
