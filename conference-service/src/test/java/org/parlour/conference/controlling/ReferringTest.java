package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.Recipient;

/// Adding and expelling by REFER (reference §5.6).
class ReferringTest {
  private final SessionKit kit = SessionKit.adHoc().threeTalking();

  private static String fragment(SendRequest notify) {
    return new String(((SipContent.Written) notify.content()).body(), StandardCharsets.US_ASCII);
  }

  @Test
  @Spec({"RFC 4488 §4", "RFC 3892 §2.1"})
  void aParticipantIsInvitedOnBehalfOfTheReferrer() {
    kit.alice.refers(kit.dave.address(), "INVITE");

    assertThat(kit.answer().status()).isEqualTo(202);
    assertThat(kit.answer().headers().carried()).containsEntry("Refer-Sub", "false");
    assertThat(kit.requests("NOTIFY")).isEmpty();
    SendRequest invite = kit.request("INVITE");
    assertThat(invite.requestUri()).isEqualTo(kit.dave.address());
    assertThat(invite.headers().carried())
        .containsEntry("Referred-By", "<" + kit.alice.address() + ">");
  }

  @Test
  @Spec({"RFC 3515 §2.4.4", "RFC 3515 §2.4.5"})
  void aReferrerWhoWantsToKnowHearsWhatBecomesOfIt() {
    kit.alice.refersApart(SessionKit.S, kit.dave.address(), "INVITE");

    assertThat(kit.answer().status()).isEqualTo(202);
    SendRequest trying = kit.request("NOTIFY");
    assertThat(fragment(trying)).isEqualTo("SIP/2.0 100 Trying\r\n");
    assertThat(trying.headers().event()).isEqualTo(new EventPackage("refer", null));
    assertThat(trying.headers().subscriptionState().active()).isTrue();
    kit.alice.takesNotify();

    kit.dave.answers();
    SendRequest last = kit.request("NOTIFY");
    assertThat(fragment(last)).isEqualTo("SIP/2.0 200 OK\r\n");
    assertThat(last.headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.NORESOURCE));
    kit.alice.takesNotify();
    assertThat(kit.focus().subscriptions().isEmpty()).isTrue();
  }

  @Test
  @Spec("RFC 3515 §2.4.5")
  void aReferrerHearsThatTheUserDoesNotCome() {
    kit.alice.refersApart(SessionKit.S, kit.dave.address(), "INVITE");
    kit.dave.declines(486);
    assertThat(kit.requests("NOTIFY")).isEmpty(); // one at a time

    kit.alice.takesNotify();

    assertThat(fragment(kit.request("NOTIFY"))).isEqualTo("SIP/2.0 486 Busy Here\r\n");
  }

  @Test
  @Spec("D-31")
  void aReferrerHearsThatTheUserDidNotAnswer() {
    kit.alice.refersApart(SessionKit.S, kit.dave.address(), "INVITE");
    kit.alice.takesNotify();
    kit.dave.rings();

    kit.after(Duration.ofSeconds(181));

    assertThat(fragment(kit.request("NOTIFY"))).isEqualTo("SIP/2.0 408 Request Timeout\r\n");
  }

  @Test
  @Spec("RFC 3515 §2.4.6")
  void aReferWithinTheDialogIsReportedThere() {
    kit.alice.refers(new SipMethod.Refer(kit.dave.address(), "INVITE", null, null, true));

    SendRequest trying = kit.request("NOTIFY");
    assertThat(trying.callId()).isEqualTo(kit.alice.callId());
    assertThat(trying.fromTag()).isEqualTo(kit.alice.leg());
    assertThat(trying.headers().event().id()).isNotNull();
    kit.alice.answersRequest("NOTIFY", 200);
    kit.dave.answers();

    assertThat(fragment(kit.request("NOTIFY"))).isEqualTo("SIP/2.0 200 OK\r\n");
    assertThat(kit.focus().subscriptions().isEmpty()).isTrue();
  }

  @Test
  void whoIsInAlreadyIsNotInvitedAgain() {
    kit.alice.refersApart(SessionKit.S, kit.bob.address(), "INVITE");
    assertThat(kit.requests("INVITE")).isEmpty();

    kit.alice.takesNotify();

    assertThat(fragment(kit.request("NOTIFY"))).isEqualTo("SIP/2.0 200 OK\r\n");
  }

  @Test
  @Spec("RFC 5368 §6")
  void severalUsersAreInvitedAtOnceWithoutASubscription() {
    kit.alice.refers(
        new SipMethod.Refer(
            null,
            "INVITE",
            null,
            List.of(
                Recipient.to(kit.dave.address()),
                Recipient.to(kit.bob.address()),
                Recipient.to(kit.peer("erin", "Erin").address())),
            true));

    assertThat(kit.answer().headers().carried()).containsEntry("Refer-Sub", "false");
    assertThat(kit.requests("INVITE")).hasSize(2);
  }

  @Test
  @Spec("RFC 3891 §4")
  void aReferredUserIsToldWhichCallIsReplaced() {
    kit.alice.refers(
        new SipMethod.Refer(kit.dave.address(), "INVITE", "c1@h;to-tag=a;from-tag=b", null, false));

    assertThat(kit.request("INVITE").headers().carried())
        .containsEntry("Replaces", "c1@h;to-tag=a;from-tag=b");
  }

  @Test
  @Spec("D-28")
  void nobodyIsAddedToAFullSession() {
    SessionKit full =
        SessionKit.adHoc().with(SessionKit.adHoc().policy().withMaxParticipants(3)).threeTalking();

    full.alice.refers(full.dave.address(), "INVITE");

    assertThat(full.answer().status()).isEqualTo(486);
    assertThat(full.answer().headers().warning()).isEqualTo(Warning.of("too many participants"));
  }

  @Test
  void anExpelledParticipantIsToldWhy() {
    kit.alice.refersApart(SessionKit.S, kit.carol.address(), "BYE");

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.carol.contact());
    assertThat(kit.byeCause()).isEqualTo(403);
    kit.alice.takesNotify();
    assertThat(fragment(kit.request("NOTIFY"))).isEqualTo("SIP/2.0 200 OK\r\n");
  }

  @Test
  void strangersAndUnknownMethodsAreRefused() {
    kit.dave.refersApart(SessionKit.S, kit.bob.address(), "BYE");
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("not a participant"));

    kit.alice.refers(kit.bob.address(), "MESSAGE");

    assertThat(kit.answer().status()).isEqualTo(403);
  }
}
