package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.JoiningMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;

class SubscribingTest {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  @Spec({"7.2.1.12-6", "7.2.1.12-7", "7.2.1.12-8a", "7.2.1.12-9", "7.2.1.12-11"})
  void accepts_a_participant_and_lets_the_full_state_travel_with_the_answer() {
    kit.talking();

    kit.alice.subscribes();

    assertThat(kit.effects()).hasSize(1);
    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.answer().headers().expires()).isEqualTo(3600);
    assertThat(kit.answer().headers().contact()).isEqualTo(SessionKit.S);
    assertThat(kit.answer().headers().focus()).isTrue();
    assertThat(kit.answer().headers().assertedIdentity())
        .isEqualTo(NameAddress.of(SessionKit.FACTORY));
    assertThat(kit.answer().headers().supported()).contains("norefersub");
    SendRequest notify = kit.answer().then().getFirst();
    assertThat(notify.method()).isEqualTo("NOTIFY");
    assertThat(notify.fromTag()).isEqualTo(kit.answer().toTag());
    assertThat(notify.headers().subscriptionState()).isEqualTo(SubscriptionState.active(3600));
    ConferenceInfo info = kit.notified();
    assertThat(info.partial()).isFalse();
    assertThat(info.version()).isZero();
    assertThat(info.entity()).isEqualTo(SessionKit.S);
    assertThat(info.state()).isEqualTo(new ConferenceInfo.State(2, true));
    assertThat(info.users())
        .extracting(User::displayText, u -> u.endpoints().getFirst().status())
        .containsExactly(
            tuple("Alice", EndpointStatus.CONNECTED),
            tuple("Bob", EndpointStatus.CONNECTED),
            tuple(null, EndpointStatus.ALERTING));
    assertThat(info.users().getFirst().roles()).containsExactly("chair");
    assertThat(info.users().get(1).endpoints().getFirst().joiningMethod())
        .isEqualTo(JoiningMethod.DIALED_OUT);
  }

  @Test
  @Spec("7.2.1.12-1")
  void does_not_know_a_session_that_is_not_there() {
    kit.alice.subscribes();

    assertThat(kit.answer().status()).isEqualTo(404);
    assertThat(kit.answer().headers().warning())
        .isEqualTo(Warning.of("Conference URI does not exist"));
  }

  @Test
  @Spec({"7.2.1.12-0", "RFC 6665 §8.3.2"})
  void knows_no_other_package() {
    kit.talking();

    kit.alice.subscribes(SessionKit.S, "presence", 60);

    assertThat(kit.answer().status()).isEqualTo(489);
    assertThat(kit.answer().headers().allowEvents()).containsExactly("conference");
  }

  @Test
  @Spec("7.2.1.12-3")
  void needs_an_identity() {
    kit.talking();

    kit.alice.withoutIdentity().subscribes();

    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("originator not authorized"));
  }

  @Test
  @Spec("7.2.1.12-4")
  void is_for_participants_and_invitees_only() {
    kit.talking();

    kit.dave.subscribes();

    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning())
        .isEqualTo(Warning.of("conference state subscription not allowed"));
    kit.carol.subscribes();
    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  @Spec("7.2.1.12-NOTE")
  void limits_the_subscriptions_of_a_user() {
    kit.with(kit.policy().withMaxSubscriptionsPerUser(1)).talking();
    kit.alice.subscribes();

    kit.alice.subscribes();

    assertThat(kit.answer().status()).isEqualTo(480);
    assertThat(kit.answer().headers().retryAfter()).isPositive();
  }

  @Test
  void several_subscriptions_of_a_user_are_told_each() {
    kit.talking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(INTERVAL);

    kit.carol.answers();

    assertThat(kit.requests("NOTIFY")).hasSize(2);
  }

  @Test
  @Spec({"7.2.1.12-S1", "7.2.2.2-R200-5", "RFC 4575 §4.1"})
  void tells_what_changed_with_the_next_version() {
    kit.talking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(INTERVAL);

    kit.carol.answers();

    ConferenceInfo info = kit.notified();
    assertThat(info.partial()).isTrue();
    assertThat(info.version()).isEqualTo(1);
    assertThat(info.users()).extracting(User::entity).containsExactly(kit.carol.address());
    assertThat(kit.userCount()).isEqualTo(3);
    assertThat(kit.request("NOTIFY").cseq()).isEqualTo(2);
  }

  @Test
  @Spec({"7.2.1.12-S1", "REF 5.7"})
  void tells_who_left_and_how() {
    kit.threeTalking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(INTERVAL);

    kit.bob.hangsUp();

    User bob = kit.notified().users().getFirst();
    assertThat(bob.entity()).isEqualTo(kit.bob.address());
    assertThat(bob.endpoints().getFirst().status()).isEqualTo(EndpointStatus.DISCONNECTED);
    assertThat(bob.endpoints().getFirst().disconnectionMethod())
        .isEqualTo(DisconnectionMethod.DEPARTED);
  }

  @Test
  @Spec("7.2.2.2-R180-1")
  void tells_that_an_invitee_is_alerting() {
    kit.alice.invites(kit.bob, kit.carol);
    kit.bob.answers();
    kit.bob.subscribes();
    kit.bob.takesNotify();
    kit.after(INTERVAL);

    kit.carol.rings();

    assertThat(kit.notified().users().getFirst().endpoints().getFirst().status())
        .isEqualTo(EndpointStatus.ALERTING);
  }

  @Test
  void waits_for_the_answer_to_the_last_notify_and_then_tells_all_at_once() {
    kit.threeTalking();
    kit.alice.subscribes();
    kit.bob.hangsUp();
    assertThat(kit.requests("NOTIFY")).isEmpty();
    kit.bob.calls(SessionKit.S);
    kit.after(INTERVAL);
    assertThat(kit.requests("NOTIFY")).isEmpty();

    kit.alice.takesNotify();

    assertThat(kit.notified().users()).hasSize(1);
    assertThat(kit.notified().version()).isEqualTo(1);
  }

  @Test
  @Spec("RFC 4575 §3.9")
  void tells_no_more_often_than_the_interval() {
    kit.threeTalking();
    kit.alice.subscribes();
    kit.alice.takesNotify();

    kit.bob.hangsUp();
    assertThat(kit.requests("NOTIFY")).isEmpty();

    kit.after(INTERVAL);
    assertThat(kit.notified().version()).isEqualTo(1);
  }

  @Test
  @Spec({"7.2.1.12-5", "RFC 6665 §4.2.1.2"})
  void tells_everything_again_on_refresh() {
    kit.talking();
    kit.alice.subscribes();
    kit.alice.takesNotify();

    kit.alice.resubscribes(600);

    assertThat(kit.answer().headers().expires()).isEqualTo(600);
    assertThat(kit.notified().partial()).isFalse();
    assertThat(kit.notified().version()).isEqualTo(1);
  }

  @Test
  @Spec({"7.2.1.12-S2", "RFC 6665 §4.2.2"})
  void ends_on_unsubscribe_with_reason_timeout() {
    kit.talking();
    kit.alice.subscribes();
    kit.alice.takesNotify();

    kit.alice.resubscribes(0);

    assertThat(kit.answer().headers().expires()).isZero();
    assertThat(kit.request("NOTIFY").headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.TIMEOUT));
    kit.alice.takesNotify();
    assertThat(kit.focus().subscriptions().isEmpty()).isTrue();
    kit.alice.resubscribes(60);
    assertThat(kit.answer().status()).isEqualTo(481);
  }

  @Test
  @Spec("RFC 6665 §4.4.3")
  void fetches_once_with_expires_zero() {
    kit.talking();

    kit.alice.subscribes(SessionKit.S, "conference", 0);

    assertThat(kit.notified().partial()).isFalse();
    kit.alice.takesNotify();
    assertThat(kit.focus().subscriptions().isEmpty()).isTrue();
  }

  @Test
  @Spec("7.2.1.12-S2")
  void ends_when_it_expires() {
    kit.talking();
    kit.alice.subscribes(SessionKit.S, "conference", 60);
    kit.alice.takesNotify();

    kit.after(Duration.ofMinutes(1));

    assertThat(kit.request("NOTIFY").headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.TIMEOUT));
  }

  @Test
  @Spec({"7.2.1.12-S2", "REF 5.9"})
  void ends_with_the_session() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.subscribes();
    kit.bob.takesNotify();

    kit.alice.hangsUp();

    assertThat(kit.request("NOTIFY").headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.NORESOURCE));
    assertThat(kit.notified().state()).isEqualTo(new ConferenceInfo.State(0, false));
    assertThat(kit.notified().partial()).isFalse();
  }

  @Test
  @Spec("REF 5.7")
  void ends_with_the_participation() {
    kit.threeTalking();
    kit.bob.subscribes();
    kit.bob.takesNotify();

    kit.bob.hangsUp();

    assertThat(kit.request("NOTIFY").headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.REJECTED));
  }

  @Test
  @Spec("RFC 6665 §4.2.2")
  void is_dropped_when_a_notify_fails() {
    kit.talking();
    kit.alice.subscribes();

    kit.alice.answersNotify(481);

    assertThat(kit.focus().subscriptions().isEmpty()).isTrue();
    assertThat(kit.timers().keySet()).noneMatch(name -> name.startsWith("expiry:"));
  }

  @Test
  void is_dropped_when_an_edge_dies_with_a_notify() {
    kit.talking();
    kit.alice.subscribes();

    kit.after(Duration.ofSeconds(40));

    assertThat(kit.focus().subscriptions().isEmpty()).isTrue();
  }

  @Test
  void names_an_anonymous_participant_by_pseudonym_only() {
    kit.alice.anonymously();
    kit.talking();

    kit.bob.subscribes();

    assertThat(kit.notified().toString()).doesNotContain("alice").doesNotContain("Alice");
    assertThat(kit.notified().users())
        .extracting(u -> u.entity().toString())
        .contains("sip:anonymous-1@anonymous.invalid");
  }

  @Test
  void an_invitee_that_accepts_anonymously_disappears_under_its_own_name() {
    kit.talking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(INTERVAL);

    kit.carol.anonymously().answers();

    assertThat(kit.notified().partial()).isFalse();
    assertThat(kit.notified().toString()).doesNotContain("carol").contains("anonymous-1");
  }

  @Test
  @Spec("RFC 5364 §4")
  void does_not_show_a_hidden_invitee_before_it_joins() {
    kit.alice.invites(
        Sdp.of(Sdp.chat("alice")),
        List.of(
            Recipient.to(kit.bob.address()),
            new Recipient(kit.dave.address(), CopyControl.BCC, false, null)));
    kit.bob.answers();
    kit.dave.rings();

    kit.bob.subscribes();
    assertThat(kit.notified().toString()).doesNotContain("dave");
    kit.bob.takesNotify();
    kit.after(INTERVAL);
    kit.dave.answers();

    assertThat(kit.notified().toString()).contains("dave");
  }
}
