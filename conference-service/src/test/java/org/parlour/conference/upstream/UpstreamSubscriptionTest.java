package org.parlour.conference.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.xdm.UpstreamNotice;
import org.parlour.protocol.Spec;

/// Subscribing to a document of an upstream XDMS.
@NullUnmarked
class UpstreamSubscriptionTest {
  private final UpstreamKit kit = new UpstreamKit();

  @Test
  @Spec("RFC 5875")
  void asksForTheDocument() {
    kit.wants(UpstreamKit.WANTED);

    SendRequest subscribe = kit.sent.getFirst();
    assertThat(subscribe.method()).isEqualTo("SUBSCRIBE");
    assertThat(subscribe.requestUri()).isEqualTo(UpstreamKit.NOTIFIER);
    assertThat(subscribe.routes()).containsExactly("<sip:proxy.example.org;lr>");
    assertThat(subscribe.from().address()).isEqualTo(UpstreamKit.SERVER);
    assertThat(subscribe.toTag()).isNull();
    assertThat(subscribe.headers().event())
        .isEqualTo(new EventPackage(EventPackage.XCAP_DIFF, null));
    assertThat(subscribe.headers().expires()).isEqualTo(3600);
    assertThat(subscribe.content())
        .isEqualTo(new SipContent.DocumentList(List.of(UpstreamKit.DOCUMENT)));
    assertThat(SessionKit.DOMAIN.keyOfDocuments(subscribe.headers().contact()))
        .contains(AggregateKey.ofUpstream(UpstreamKit.TEAM));
  }

  @Test
  void asksOnceHoweverOftenItIsSaid() {
    kit.wants(UpstreamKit.WANTED).wants(UpstreamKit.WANTED).accepts().wants(UpstreamKit.WANTED);

    assertThat(kit.sent).hasSize(1);
  }

  @Test
  void withoutARouteItGoesWhereTheEdgeSendsEverything() {
    kit.wants(
        new UpstreamWatch.Wanted(
            UpstreamKit.NOTIFIER, null, UpstreamKit.SERVER, UpstreamKit.DOCUMENT));

    assertThat(kit.sent.getFirst().routes()).isEmpty();
  }

  @Test
  @Spec("RFC 6665 §4.1.2.2")
  void refreshesInTheDialogBeforeItEnds() {
    kit.subscribed();

    assertThat(kit.untilTheNext()).isEqualTo(Duration.ofMinutes(50));
    SendRequest refresh = kit.sent.getLast();
    assertThat(refresh.callId()).isEqualTo(kit.sent.getFirst().callId());
    assertThat(refresh.toTag()).isEqualTo("theirs");
    assertThat(refresh.cseq()).isEqualTo(2);
    assertThat(refresh.requestUri()).isEqualTo(UpstreamKit.THEIRS);
    assertThat(refresh.routes())
        .containsExactly("<sip:last.example.org;lr>", "<sip:first.example.org;lr>");
  }

  @ParameterizedTest
  @CsvSource({"3600, 3000", "1200, 600", "100, 50", "1, 1", "0, 1", ", 3000"})
  @Spec("RFC 6665 §4.1.3")
  void refreshesInTimeHoweverLongItLasts(Integer expires, int seconds) {
    kit.wants(UpstreamKit.WANTED).accepts().tells(1, expires);

    assertThat(kit.untilTheNext()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  @Spec("RFC 6665 §4.1.3")
  void whatIsToldIsAReasonToAskForTheDocument() {
    kit.subscribed();

    assertThat(kit.answers).singleElement().matches(answer -> answer.status() == 200);
    assertThat(kit.notices)
        .containsExactly(
            new UpstreamNotice(kit.now(), UpstreamKit.TEAM, kit.now().plusSeconds(3600)));
    kit.tells(2, 1800);
    assertThat(kit.notices.getLast().until()).isEqualTo(kit.now().plusSeconds(1800));
  }

  @Test
  @Spec("RFC 6665 §4.1.2.4")
  void aNotifyThatOvertakesTheAnswerMakesTheDialog() {
    kit.wants(UpstreamKit.WANTED).tells(1, 600).accepts();

    assertThat(kit.notices).hasSize(1);
    assertThat(kit.untilTheNext()).isEqualTo(Duration.ofMinutes(5));
    assertThat(kit.sent.getLast().toTag()).isEqualTo("theirs");
    assertThat(kit.sent.getLast().routes())
        .containsExactly("<sip:last.example.org;lr>", "<sip:first.example.org;lr>");
  }

  @Test
  @Spec("RFC 6665 §4.1.3")
  void whilePendingNothingIsTold() {
    kit.wants(UpstreamKit.WANTED)
        .accepts()
        .notifies(1, "theirs", SipMethod.Notify.State.PENDING, 600, null, null)
        .notifies(2, "theirs", null, 600, null, null);

    assertThat(kit.answers).allMatch(answer -> answer.status() == 200);
    assertThat(kit.notices).isEmpty();
  }

  @Test
  @Spec("RFC 3261 §12.2.2")
  void aRepeatIsAnsweredOnceMoreAndWhatIsOlderIsRefused() {
    kit.subscribed().tells(5, 3600).tells(5, 3600).tells(4, 3600);

    assertThat(kit.answers).extracting(a -> a.status()).containsExactly(200, 200, 200, 500);
    assertThat(kit.notices).hasSize(2);
  }

  @Test
  @Spec("RFC 6665 §4.1.3")
  void whatBelongsToNoSubscriptionIsRefused() {
    SipMethod.Notify active =
        new SipMethod.Notify(
            new EventPackage(EventPackage.XCAP_DIFF, null),
            SipMethod.Notify.State.ACTIVE,
            3600,
            null,
            null);
    kit.request(new DialogId("call", "ours", "theirs"), 1, active);
    kit.subscribed();
    String call = kit.sent.getLast().callId();
    String tag = kit.sent.getLast().fromTag();

    kit.request(new DialogId("call", tag, "theirs"), 2, active);
    kit.request(new DialogId(call, "ours", "theirs"), 2, active);
    kit.request(new DialogId(call, null, "theirs"), 2, active);
    kit.request(new DialogId(call, tag, "fork"), 2, active);
    kit.request(new DialogId(call, tag, null), 2, active);
    kit.request(new DialogId(call, tag, "theirs"), 2, new SipMethod.Bye());

    assertThat(kit.answers)
        .extracting(a -> a.status())
        .containsExactly(481, 200, 481, 481, 481, 481, 481, 405);
    assertThat(kit.notices).hasSize(1);
  }

  /// Half of the pause to all of it.
  @ParameterizedTest
  @CsvSource({"403,,15,30", "489,,15,30", "503,,15,30", "503,7,7,7", "503,99999,3600,3600"})
  void whatIsRefusedIsBegunAgainLater(int status, Integer retryAfter, long least, long most) {
    kit.wants(UpstreamKit.WANTED).responds(status, retryAfter);

    assertThat(kit.untilTheNext()).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    assertThat(kit.sent.getLast().callId()).isNotEqualTo(kit.sent.getFirst().callId());
    assertThat(kit.sent.getLast().fromTag()).isNotEqualTo(kit.sent.getFirst().fromTag());
    assertThat(kit.sent.getLast().cseq()).isEqualTo(1);
    assertThat(kit.notices).isEmpty();
  }

  @Test
  void pausesDoubleUpToAnHourUntilSomethingIsTold() {
    kit.wants(UpstreamKit.WANTED);
    for (long most : List.of(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L, 3600L)) {
      kit.responds(503, null);
      assertThat(kit.untilTheNext())
          .isBetween(Duration.ofSeconds(most / 2), Duration.ofSeconds(most));
    }
    kit.accepts().tells(1, 3600).ends(2, TerminationReason.DEACTIVATED, null);
    assertThat(kit.untilTheNext()).isEqualTo(Duration.ofSeconds(1));
    kit.responds(503, null);
    assertThat(kit.untilTheNext()).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void silenceIsARefusal() {
    kit.wants(UpstreamKit.WANTED);

    assertThat(kit.untilTheNext()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 408, 481, 500})
  @Spec("RFC 6665 §4.1.2.2")
  void aRefreshThatIsRefusedMeansThatNothingIsToldAnyMore(int status) {
    kit.subscribed();
    kit.untilTheNext();
    kit.responds(status, null);

    assertThat(kit.notices.getLast().until()).isEqualTo(kit.now());
    kit.untilTheNext();
    assertThat(kit.sent.getLast().toTag()).isNull();
    assertThat(kit.sent.getLast().callId()).isNotEqualTo(kit.sent.getFirst().callId());
  }

  @ParameterizedTest
  @CsvSource({
    "DEACTIVATED,,1",
    "TIMEOUT,,1",
    ",,1",
    "PROBATION,,30",
    "PROBATION,5,5",
    "GIVEUP,,30",
    "REJECTED,,3600",
    "NORESOURCE,,3600",
    "INVARIANT,,3600"
  })
  @Spec("RFC 6665 §4.1.3")
  void whatTheNotifierEndsIsBegunAgainAfterAPauseByTheReason(
      TerminationReason reason, Integer retryAfter, long seconds) {
    kit.subscribed().ends(2, reason, retryAfter);

    assertThat(kit.answers.getLast().status()).isEqualTo(200);
    assertThat(kit.notices.getLast().until()).isEqualTo(kit.now());
    assertThat(kit.untilTheNext()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(kit.sent.getLast().toTag()).isNull();
  }

  @Test
  @Spec("RFC 6665 §4.1.2.3")
  void whatNobodyWantsAnyMoreIsEnded() {
    kit.subscribed().wants(null).wants(null);

    assertThat(kit.sent).hasSize(2);
    assertThat(kit.sent.getLast().headers().expires()).isZero();
    kit.accepts();
    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.state.timers().isEmpty()).isTrue();
    assertThat(kit.notices).hasSize(1);
  }

  @Test
  void anEndThatNobodyAnswersIsAnEnd() {
    kit.subscribed().wants(null).after(Duration.ofMinutes(1));

    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.sent).hasSize(2);
  }

  @Test
  @Spec("RFC 6665 §4.1.2.3")
  void theLastNotifyEndsItToo() {
    kit.subscribed().wants(null).tells(2, 60).ends(3, TerminationReason.TIMEOUT, null);

    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.answers).allMatch(answer -> answer.status() == 200);
    assertThat(kit.notices).hasSize(1);
  }

  @Test
  void whatHasNoDialogYetIsForgotten() {
    kit.wants(UpstreamKit.WANTED).wants(null);

    assertThat(kit.state.isEmpty()).isTrue();
    kit.tells(1, 3600);
    assertThat(kit.answers.getLast().status()).isEqualTo(481);
  }

  @Test
  void anotherNotifierIsAskedInsteadOfTheFirst() {
    kit.subscribed();
    kit.wants(
        new UpstreamWatch.Wanted(
            UpstreamKit.THEIRS, null, UpstreamKit.SERVER, UpstreamKit.DOCUMENT));

    assertThat(kit.sent.getLast().requestUri()).isEqualTo(UpstreamKit.THEIRS);
    assertThat(kit.sent.getLast().callId()).isNotEqualTo(kit.sent.getFirst().callId());
  }

  @Test
  void nothingWantedIsNothingDone() {
    kit.wants(null);

    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.sent).isEmpty();
  }
}
