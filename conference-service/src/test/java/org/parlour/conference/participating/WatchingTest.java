package org.parlour.conference.participating;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.StoredPolicy;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

@NullUnmarked
class WatchingTest {
  private static final DocumentSelection LISTS =
      new DocumentSelection(List.of("resource-lists/"), false);
  private static final DocumentSelection AGGREGATED =
      new DocumentSelection(List.of("resource-lists/"), true);

  private static final String GROUP =
      "org.openmobilealliance.groups/global/byGroupID/sip:team@im.example.org";
  private static final DocumentSelection OF_GROUP = new DocumentSelection(List.of(GROUP), false);

  private final WatchKit kit = new WatchKit();

  @Test
  @Spec({"RFC 5875", "RFC 6665 §4.2.1"})
  void accepts_the_owner_and_asks_what_there_is() {
    kit.subscribes(600, LISTS);

    assertThat(kit.answers.getLast().status()).isEqualTo(200);
    assertThat(kit.answers.getLast().headers().expires()).isEqualTo(600);
    assertThat(kit.answers.getLast().headers().contact())
        .isEqualTo(SessionKit.DOMAIN.documentsOf(kit.state.key()));
    assertThat(kit.questions.getLast().user()).isEqualTo(WatchKit.ALICE);
    assertThat(kit.questions.getLast().uris()).containsExactly("resource-lists/");
    assertThat(kit.notifies).isEmpty();
    assertThat(kit.state.isEmpty()).isFalse();
  }

  @Test
  @Spec({"RFC 5875", "RFC 6665 §4.2.1.2"})
  void tells_every_document_first() {
    kit.subscribes().found("friends", "index");

    SendRequest notify = kit.notifies.getLast();
    assertThat(kit.told()).containsExactly("friends ->1", "index ->1");
    assertThat(notify.headers().subscriptionState()).isEqualTo(SubscriptionState.active(3600));
    assertThat(notify.headers().event().name()).isEqualTo("xcap-diff");
    assertThat(notify.headers().event().id()).isEqualTo("7");
    assertThat(notify.requestUri()).isEqualTo(ImAddress.parse("sip:alice@192.0.2.1"));
    assertThat(notify.routes()).containsExactly("<sip:core.example.org;lr>");
    assertThat(notify.toTag()).isEqualTo("theirs");
    assertThat(notify.cseq()).isEqualTo(1);
  }

  @Test
  @Spec("RFC 5875")
  void tells_what_is_made_replaced_and_deleted() {
    kit.subscribes().found("index").answers(200);

    kit.changed("index", 2).answers(200);
    assertThat(kit.told()).containsExactly("index 1>2");
    kit.changed("new", 3).answers(200);
    assertThat(kit.told()).containsExactly("new ->3");
    kit.deleted("index", 4).answers(200);
    assertThat(kit.told()).containsExactly("index 2>-");
    assertThat(kit.notifies).extracting(SendRequest::cseq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  @Spec("RFC 5875")
  void lists_every_change_in_order_behind_an_unanswered_notify() {
    kit.subscribes().found("index");
    kit.changed("index", 2).changed("a", 3).changed("index", 4).deleted("a", 5);
    assertThat(kit.notifies).hasSize(1);

    kit.answers(200);
    assertThat(kit.notifies).hasSize(2);
    assertThat(kit.told()).containsExactly("index 1>2", "a ->3", "index 2>4", "a 3>-");
  }

  @Test
  @Spec("RFC 5875")
  void tells_changes_of_a_document_as_one_where_they_may_be_aggregated() {
    kit.subscribes(3600, AGGREGATED).found("index", "old");
    kit.changed("index", 2).changed("a", 3).changed("index", 4).deleted("a", 5).deleted("old", 6);

    kit.answers(200);
    assertThat(kit.told()).containsExactly("index 1>4", "old 1>-");
  }

  @Test
  void says_nothing_when_what_came_is_gone_again_before_it_was_told() {
    kit.subscribes(3600, AGGREGATED).found();
    kit.changed("a", 3).deleted("a", 4).answers(200);

    assertThat(kit.notifies).hasSize(1);
    kit.changed("b", 5);
    assertThat(kit.told()).containsExactly("b ->5");
  }

  @Test
  void lists_all_documents_when_too_many_changes_wait() {
    kit.subscribes().found("index");
    for (int version = 2; version < 500; version++) {
      kit.changed("index", version);
    }
    kit.answers(200);

    assertThat(kit.told()).containsExactly("index ->499");
  }

  @Test
  void a_change_that_comes_again_or_too_late_is_not_told() {
    kit.subscribes().found("index").answers(200).changed("index", 3).answers(200);

    kit.changed("index", 3).changed("index", 2).deleted("nothing", 9);

    assertThat(kit.notifies).hasSize(2);
  }

  @Test
  @Spec("RFC 5875")
  void what_was_not_asked_for_is_not_told() {
    kit.subscribes().found("index").answers(200);

    kit.input(
        new DocumentChanged(
            kit.now(), WatchKit.ALICE, "test-app/users/sip:alice@example.org/x", 5, "5"));

    assertThat(kit.notifies).hasSize(1);
  }

  @Test
  void changes_of_a_user_who_watches_nothing_are_forgotten() {
    kit.changed("index", 2);

    assertThat(kit.events).isEmpty();
    assertThat(kit.state.isEmpty()).isTrue();
  }

  @Test
  @Spec("RFC 6665 §4.2.1.2")
  void does_not_let_the_subscriber_wait_for_an_answer_that_does_not_come() {
    kit.subscribes().after(Duration.ofSeconds(3));
    assertThat(kit.notifies).hasSize(1);
    assertThat(kit.notifies.getLast().content()).isEqualTo(SipContent.NONE);

    kit.answers(200).found("index");
    assertThat(kit.told()).containsExactly("index ->1");
  }

  @Test
  void an_answer_that_comes_again_is_not_told_again() {
    kit.subscribes().found("index").answers(200).changed("index", 2).answers(200);

    kit.found("index").findsFor("another-question", "index");

    assertThat(kit.notifies).hasSize(2);
  }

  @Test
  @Spec({"RFC 6665 §4.2.1.4", "RFC 5875"})
  void a_refresh_is_told_everything_behind_its_answer() {
    kit.subscribes().found("index").answers(200).changed("index", 2).answers(200);
    kit.after(Duration.ofSeconds(1000)).refreshes(3600);

    assertThat(kit.answers.getLast().then()).hasSize(1);
    assertThat(kit.told()).containsExactly("index ->2");
    assertThat(kit.questions).hasSize(1);
    kit.answers(200).after(Duration.ofSeconds(3000));
    assertThat(kit.user().watches().isEmpty()).isFalse();
  }

  @Test
  @Spec("RFC 5875")
  void a_refresh_may_be_about_other_documents() {
    kit.subscribes().found("index").answers(200);
    kit.refreshes(3600, new DocumentSelection(List.of("test-app/"), true));

    assertThat(kit.questions.getLast().uris()).containsExactly("test-app/");
    kit.changed("index", 2).after(Duration.ofSeconds(3));
    assertThat(kit.notifies.getLast().content()).as("not the others").isEqualTo(SipContent.NONE);
    kit.answers(200);
    kit.found("other");
    assertThat(kit.told()).containsExactly("other ->1");
  }

  @Test
  @Spec("RFC 6665 §4.1.2.3")
  void unsubscribing_ends_with_a_last_notify() {
    kit.subscribes().found("index").answers(200).refreshes(0);

    assertThat(kit.answers.getLast().headers().expires()).isZero();
    assertTerminated();
    kit.changed("index", 2).answers(200);
    assertThat(kit.notifies).hasSize(2);
    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.state.timers().isEmpty()).isTrue();
  }

  @Test
  @Spec("RFC 6665 §4.4.3")
  void a_fetch_is_told_once() {
    kit.subscribes(0, LISTS);
    assertThat(kit.notifies).isEmpty();
    kit.found("index");

    assertTerminated();
    assertThat(kit.told()).containsExactly("index ->1");
    kit.answers(200);
    assertThat(kit.state.isEmpty()).isTrue();
  }

  @Test
  @Spec("RFC 6665 §4.2.2")
  void one_that_is_not_refreshed_ends() {
    kit.subscribes().found("index").answers(200).after(Duration.ofSeconds(3601));

    assertTerminated();
    kit.answers(200);
    assertThat(kit.state.isEmpty()).isTrue();
  }

  private void assertTerminated() {
    assertThat(kit.notifies.getLast().headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.TIMEOUT));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 408, 481, 489, 500, 603})
  @Spec("RFC 6665 §4.2.2")
  void who_does_not_take_a_notify_is_subscribed_no_more(int status) {
    kit.subscribes().found("index").answers(status);

    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.state.timers().isEmpty()).isTrue();
  }

  @Test
  void who_cannot_be_reached_is_subscribed_no_more() {
    kit.subscribes().found("index");
    kit.input(
        new RequestFailed(kit.now(), kit.notifies.getLast().id(), RequestFailed.Cause.TRANSPORT));
    assertThat(kit.state.isEmpty()).isTrue();
  }

  @Test
  void who_may_not_have_been_told_since_an_edge_died_is_told_everything() {
    kit.subscribes().found("index").answers(200).changed("index", 2);
    kit.after(Duration.ofSeconds(41));

    assertThat(kit.notifies).extracting(SendRequest::cseq).containsExactly(1L, 2L, 3L);
    assertThat(kit.told()).containsExactly("index ->2");
    kit.answers(200).refreshes(0);
    kit.after(Duration.ofSeconds(41));
    assertThat(kit.state.isEmpty()).as("the last one is not repeated").isTrue();
  }

  @Test
  void a_provisional_or_foreign_response_changes_nothing() {
    kit.subscribes().found("index").answers(100).changed("index", 2);
    assertThat(kit.notifies).hasSize(1);

    SendRequest first = kit.notifies.getFirst();
    kit.answers(200).answers(first, 481);
    assertThat(kit.user().watches().isEmpty()).isFalse();
  }

  @Test
  @Spec("RFC 3261 §17.2.3")
  void a_retransmission_gets_the_same_answer() {
    kit.subscribes(600, LISTS);
    kit.sends(600, LISTS, null, new TransactionId("t-1"));

    assertThat(kit.answers).hasSize(2);
    assertThat(kit.answers.getLast().toTag()).isEqualTo(kit.answers.getFirst().toTag());
    assertThat(kit.answers.getLast().headers()).isEqualTo(kit.answers.getFirst().headers());
    assertThat(kit.questions).hasSize(1);
    assertThat(kit.user().watches().size()).isOne();
  }

  @Test
  void what_nobody_was_told_of_is_undone() {
    kit.subscribes().input(new AnswerAbandoned(kit.now(), new TransactionId("t-1")));

    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.state.timers().isEmpty()).isTrue();
  }

  @Test
  @Spec("RFC 5875")
  void refuses_everybody_but_the_owner() {
    kit.originator = ImAddress.parse("sip:bob@example.org");
    assertRefused(403);
    kit.originator = null;
    assertRefused(403);
    kit.originator = WatchKit.ALICE;
    kit.target = ImAddress.parse("sip:bob@example.org");
    assertRefused(403);
    kit.target = SessionKit.DOMAIN.documents();
    assertThat(kit.subscribes().answers.getLast().status()).isEqualTo(200);
  }

  @Test
  void refuses_a_barred_user() {
    kit.state =
        ConferenceCore.evolve(
            kit.state,
            new Event.PolicyChanged(
                new StoredPolicy(1, new UserPolicy.Definition(true, false, null))));
    kit.subscribes();
    assertThat(kit.answers.getLast().status()).isEqualTo(403);
  }

  @Test
  @Spec({"RFC 6665 §8.3.2", "RFC 5875"})
  void refuses_what_it_cannot_serve() {
    kit.event = "conference";
    assertRefused(489);
    assertThat(kit.answers.getLast().headers().allowEvents()).containsExactly("xcap-diff");
    kit.event = "xcap-diff";
    kit.accept = List.of("application/pidf+xml");
    assertRefused(406);
    kit.accept = List.of("application/pidf+xml", "application/xcap-diff+xml;q=0.5");
    kit.subscribes(60, new DocumentSelection(List.of("x".repeat(40_000)), false));
    assertThat(kit.answers.getLast().status()).isEqualTo(413);
    kit.subscribes();
    assertThat(kit.answers.getLast().status()).isEqualTo(200);
  }

  private void assertRefused(int status) {
    kit.subscribes();
    assertThat(kit.answers.getLast().status()).isEqualTo(status);
    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.questions).isEmpty();
  }

  @Test
  @Spec("RFC 3261 §12.2.2")
  void refuses_refreshes_that_belong_to_nothing() {
    kit.subscribes().found("index").answers(200);

    kit.sends(60, LISTS, "unheard-of", new TransactionId("x-1"));
    assertThat(kit.answers.getLast().status()).isEqualTo(481);
    kit.sends(60, LISTS, kit.answers.getFirst().toTag(), new TransactionId("x-2"));
    assertThat(kit.answers.getLast().status()).as("an old CSeq").isEqualTo(500);
    kit.originator = ImAddress.parse("sip:bob@example.org");
    kit.refreshes(60);
    assertThat(kit.answers.getLast().status()).isEqualTo(403);
    assertThat(kit.notifies).hasSize(1);
  }

  @Test
  void a_user_has_a_limited_number_of_subscriptions() {
    for (int i = 0; i < kit.policy.maxSubscriptionsPerUser(); i++) {
      assertThat(kit.subscribes().answers.getLast().status()).isEqualTo(200);
    }
    assertThat(kit.subscribes().answers.getLast().status()).isEqualTo(480);
    assertThat(kit.answers.getLast().headers().retryAfter()).isPositive();
  }

  @Test
  void other_servers_have_any_number_of_subscriptions() {
    kit.policy = kit.policy.withDocumentServers(Set.of(WatchKit.ALICE));
    for (int i = 0; i <= kit.policy.maxSubscriptionsPerUser(); i++) {
      assertThat(kit.subscribes().answers.getLast().status()).isEqualTo(200);
    }
  }

  @Test
  @Spec("RFC 5875")
  void tells_of_a_document_outside_of_the_own_tree_as_long_as_it_may_be_seen() {
    kit.subscribes(3600, OF_GROUP).findsNothingAt(GROUP).answers(200);

    kit.changedElsewhere(GROUP, 2, "2").answers(200);
    assertThat(kit.told()).containsExactly(GROUP + " ->2");
    kit.changedElsewhere(GROUP, 3, null).answers(200);
    assertThat(kit.told()).containsExactly(GROUP + " 2>-");
    kit.changedElsewhere(GROUP, 4, null);
    assertThat(kit.notifies).hasSize(3);
    assertThat(kit.forgotten).isEmpty();
  }

  @Test
  void what_nobody_wants_to_know_of_any_more_is_forgotten() {
    kit.changedElsewhere(GROUP, 2, "2");

    assertForgotten();
    assertThat(kit.state.isEmpty()).isTrue();
  }

  @Test
  void what_was_watched_by_a_subscription_that_ends_is_forgotten() {
    kit.subscribes(3600, OF_GROUP).findsNothingAt(GROUP).answers(200);
    kit.refreshes(0).changedElsewhere(GROUP, 2, "2");

    assertForgotten();
  }

  @Test
  void what_only_a_former_list_named_is_forgotten() {
    kit.subscribes(3600, OF_GROUP).findsNothingAt(GROUP).answers(200);
    kit.refreshes(3600, LISTS).found("index").answers(200);
    kit.changedElsewhere(GROUP, 2, "2");

    assertForgotten();
    assertThat(kit.notifies).hasSize(2);
  }

  private void assertForgotten() {
    assertThat(kit.forgotten).containsExactly(new DocumentForgotten(WatchKit.ALICE, GROUP));
  }

  @Test
  void nothing_is_forgotten_while_a_subscription_waits_for_its_answer() {
    kit.subscribes(3600, LISTS).found("index").answers(200);
    kit.subscribes(3600, OF_GROUP).changedElsewhere(GROUP, 2, "2");
    kit.after(Duration.ofSeconds(3)).answers(200).changedElsewhere(GROUP, 3, "3");

    assertThat(kit.forgotten).isEmpty();
  }

  @Test
  void nothing_is_forgotten_that_another_subscription_is_about() {
    kit.subscribes(3600, OF_GROUP).findsNothingAt(GROUP).answers(200);
    kit.subscribes(3600, LISTS).found("index").answers(200);
    kit.changedElsewhere(GROUP, 2, "2");

    assertThat(kit.forgotten).isEmpty();
    assertThat(kit.told()).containsExactly(GROUP + " ->2");
  }

  @Test
  void a_change_in_the_own_tree_is_nothing_to_forget() {
    kit.changed("index", 2);

    assertThat(kit.forgotten).isEmpty();
  }

  @Test
  void registrations_and_subscriptions_leave_each_other_alone() {
    kit.input(ServedUserTest.request(new SipMethod.Register(60), WatchKit.ALICE));
    kit.answers.clear();
    kit.subscribes().found("index").answers(200).after(Duration.ofSeconds(61));

    assertThat(kit.user().registration()).isNull();
    assertThat(kit.user().watches().size()).isOne();
    kit.changed("index", 2);
    assertThat(kit.told()).containsExactly("index 1>2");
  }
}
