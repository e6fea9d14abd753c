package org.parlour.xdm.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parlour.xdm.upstream.ScriptedUpstream.document;
import static org.parlour.xdm.upstream.Standing.ABSENT;
import static org.parlour.xdm.upstream.Standing.FRESH;
import static org.parlour.xdm.upstream.Standing.LOST;
import static org.parlour.xdm.upstream.Standing.OWN;
import static org.parlour.xdm.upstream.Standing.STALE;
import static org.parlour.xdm.upstream.Standing.TAKEN;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.ManualClock;
import org.parlour.xdm.upstream.Validations.Due;
import org.parlour.xdm.upstream.Validations.Validation;
import org.parlour.xdm.xml.XmlDocument;

class UpstreamDocumentsTest {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final Duration FRESHNESS = Duration.ofSeconds(60);
  private static final Duration TOLD = Duration.ofMinutes(15);
  private static final Duration STALENESS = Duration.ofHours(1);
  private static final Duration NEGATIVE = Duration.ofSeconds(10);
  private static final Fetched DOWN = new Fetched.Failed(Outcome.UNREACHABLE);
  private static final Fetched ABSENCE = new Fetched.Absent();

  private final ManualClock clock = new ManualClock();
  private final ScriptedUpstream upstream = new ScriptedUpstream(clock);
  private final FakeMirror mirror = new FakeMirror();
  private final InMemoryValidations validations = new InMemoryValidations();
  private final UpstreamMetrics metrics = new UpstreamMetrics(new SimpleMeterRegistry(), clock);
  private final List<String> wanted = new ArrayList<>();
  private final Watches watches =
      new Watches() {
        @Override
        public void want(Kind kind, ImAddress uri) {
          wanted.add(uri.user());
        }

        @Override
        public void drop(ImAddress uri) {
          wanted.add("no " + uri.user());
        }
      };
  private final UpstreamDocuments documents = documents(true);

  private UpstreamDocuments documents(boolean kept) {
    return new UpstreamDocuments(
        Kind.GROUP,
        kept,
        mirror,
        validations,
        new Attempts(
            upstream,
            new Gate(
                Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1), clock, () -> 1),
            metrics,
            clock,
            time -> {
              clock.advance(time);
              return true;
            },
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1)),
        new Absences(NEGATIVE, 100, clock),
        metrics,
        watches,
        new Ages(FRESHNESS, TOLD, STALENESS),
        clock,
        () -> 0);
  }

  private Standing brought(Fetched... answers) {
    upstream.then(answers);
    return documents.brought(TEAM);
  }

  private void later(Duration time) {
    clock.advance(time.plusMillis(10));
  }

  @Test
  void whatIsUnknownIsAskedForOnceAndCountsForAWhile() {
    assertThat(brought(document("one", "\"1\""))).isEqualTo(TAKEN);
    clock.advance(FRESHNESS.minusMillis(1));
    assertThat(brought(DOWN)).isEqualTo(FRESH);

    assertThat(upstream.asked).containsExactly("none");
    assertThat(mirror.published).containsExactly("one");
  }

  @Test
  void afterThatItIsAskedForWithItsETagAndPublishedOnlyWhenItIsAnother() {
    brought(document("one", "\"1\""));
    later(FRESHNESS);
    assertThat(brought(new Fetched.Unchanged())).isEqualTo(FRESH);
    later(FRESHNESS);
    assertThat(brought(document("one", "\"2\""))).isEqualTo(FRESH);
    later(FRESHNESS);
    assertThat(brought(document("two", "\"3\""))).isEqualTo(TAKEN);

    assertThat(upstream.asked).containsExactly("none", "\"1\"", "\"1\"", "\"2\"");
    assertThat(mirror.published).containsExactly("one", "two");
  }

  @Test
  void withoutAnETagItIsAskedForAsIfItWereUnknown() {
    brought(document("one", null));
    later(FRESHNESS);
    brought(document("one", null));

    assertThat(upstream.asked).containsExactly("none", "none");
    assertThat(mirror.published).containsExactly("one");
  }

  @Test
  void whileTheUpstreamDoesNotSayWhatIsHereCountsForSoLongAndNoLonger() {
    brought(document("one", "\"1\""));
    later(FRESHNESS);
    assertThat(brought(DOWN)).isEqualTo(STALE);
    assertThat(brought(new Fetched.Unusable(Outcome.WRONG_TYPE))).isEqualTo(STALE);
    documents.bring(TEAM);
    later(STALENESS);
    assertThat(brought(DOWN)).isEqualTo(LOST);
    assertThatThrownBy(() -> documents.bring(TEAM))
        .isInstanceOfSatisfying(
            GroupRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));

    assertThat(brought(new Fetched.Unchanged())).isEqualTo(FRESH);
    assertThat(mirror.published).containsExactly("one");
  }

  @Test
  void whatIsGoneThereIsGoneHere() {
    brought(document("one", "\"1\""));
    later(FRESHNESS);

    assertThat(brought(ABSENCE)).isEqualTo(ABSENT);
    assertThat(mirror.published).containsExactly("one", "gone");
    assertThat(validations.find(Kind.GROUP, TEAM)).isEmpty();
  }

  @Test
  void thatThereIsNoneIsRememberedForAWhile() {
    assertThat(brought(ABSENCE)).isEqualTo(ABSENT);
    assertThat(brought(document("one", null))).isEqualTo(ABSENT);
    later(NEGATIVE);

    assertThat(brought(document("one", null))).isEqualTo(TAKEN);
    assertThat(upstream.asked).hasSize(2);
  }

  @Test
  void nonsenseIsNotAskedForAgainAtOnce() {
    assertThat(brought(new Fetched.Unusable(Outcome.MALFORMED))).isEqualTo(LOST);
    assertThat(brought(document("one", null))).isEqualTo(LOST);
    later(NEGATIVE);

    assertThat(brought(document("one", null))).isEqualTo(TAKEN);
  }

  @Test
  void anUpstreamThatIsDownIsNoReasonToRemember() {
    assertThat(brought(DOWN)).isEqualTo(LOST);
    assertThat(brought(document("one", null))).isEqualTo(TAKEN);
  }

  @Test
  void whatLiesHereAndCameFromNobodyIsOurOwn() throws Exception {
    mirror.here.put(TEAM, XmlDocument.parse("<d>ours</d>"));

    assertThat(brought(document("theirs", null))).isEqualTo(OWN);
    assertThat(documents.revalidated(TEAM)).isEqualTo(OWN);
    assertThat(documents.keeps(TEAM, true)).isFalse();
    assertThat(upstream.asked).isEmpty();
  }

  @Test
  void whatIsNotHereOrCameFromThereIsChangedThere() {
    assertThat(documents.keeps(TEAM, false)).isTrue();
    brought(document("one", null));
    assertThat(documents.keeps(TEAM, true)).isTrue();
  }

  @Test
  void nobodyIsAskedForWhatCannotBe() {
    assertThat(documents.brought(ImAddress.parse("sip:team@elsewhere.org"))).isEqualTo(OWN);
    assertThat(upstream.asked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID", "CONSTRAINT_FAILURE", "TOO_LARGE"})
  void aDocumentThatMayNotBeHereLeavesWhatIs(Reason reason) {
    brought(document("one", "\"1\""));
    later(FRESHNESS);
    mirror.refuses = reason;

    assertThat(brought(document("bad", "\"2\""))).isEqualTo(STALE);
    assertThat(mirror.published).containsExactly("one");
    later(FRESHNESS);
    mirror.refuses = null;
    assertThat(brought(document("two", "\"3\""))).isEqualTo(TAKEN);
    assertThat(upstream.asked).containsExactly("none", "\"1\"", "\"1\"");
  }

  @Test
  void anUnknownDocumentThatMayNotBeHereIsNotTheUpstreams() {
    mirror.refuses = Reason.INVALID;

    assertThat(brought(document("bad", null))).isEqualTo(LOST);
    assertThat(validations.find(Kind.GROUP, TEAM)).isEmpty();
  }

  @Test
  void aCrashBetweenTakingAndConfirmingIsMadeGood() {
    mirror.refuses = Reason.NOT_PUBLISHED;
    assertThatThrownBy(() -> brought(document("one", "\"1\""))).isInstanceOf(GroupRefused.class);
    assertThat(documents.keeps(TEAM, true)).isTrue();

    mirror.refuses = null;
    assertThat(brought(document("one", "\"1\""))).isEqualTo(TAKEN);
    assertThat(upstream.asked).containsExactly("none", "none");
  }

  @Test
  void aDocumentThatGotLostHereIsAskedForWithoutETag() {
    brought(document("one", "\"1\""));
    mirror.here.clear();

    assertThat(brought(document("one", "\"1\""))).isEqualTo(TAKEN);
    assertThat(upstream.asked).containsExactly("none", "none");
  }

  @Test
  void whatWasAskedForIsDueAgainWhenItIsFreshNoLonger() {
    brought(document("one", "\"1\""));
    List<Due> team = List.of(new Due(Kind.GROUP, TEAM));
    clock.advance(FRESHNESS.minusMillis(1));
    assertThat(validations.claim(1, clock.instant(), clock.instant())).isEmpty();
    later(Duration.ZERO);
    assertThat(validations.claim(1, clock.instant(), clock.instant())).isEqualTo(team);

    brought(DOWN);
    assertThat(validations.claim(1, clock.instant(), clock.instant())).isEmpty();
    assertThat(validations.find(Kind.GROUP, TEAM))
        .contains(new Validation("\"1\"", clock.instant().minus(FRESHNESS).minusMillis(9), null));
  }

  @Test
  void onlyTheLatestAbsencesAreRemembered() {
    Absences absences = new Absences(NEGATIVE, 2, clock);
    for (String user : List.of("a", "b", "a", "c")) {
      absences.note(ImAddress.sip(user, "im.example.org"), ABSENT);
    }

    assertThat(absences.of(ImAddress.sip("b", "im.example.org"))).isNull();
    assertThat(absences.of(ImAddress.sip("a", "im.example.org"))).isEqualTo(ABSENT);
    assertThat(absences.of(ImAddress.sip("c", "im.example.org"))).isEqualTo(ABSENT);
  }

  @Test
  void whatTheUpstreamKeepsNoMoreStaysAsItCameAndIsThisServersOwn() {
    brought(document("one", "\"1\""));
    UpstreamDocuments own = documents(false);
    later(FRESHNESS);

    assertThat(own.brought(TEAM)).isEqualTo(OWN);
    assertThat(own.revalidated(TEAM)).isEqualTo(OWN);
    assertThat(own.keeps(TEAM, true)).isFalse();
    assertThat(own.keeps(TEAM, false)).isFalse();
    assertThat(upstream.asked).containsExactly("none");
    assertThat(mirror.published).containsExactly("one");
  }

  @Test
  void untilTheUpstreamTellsOfItItIsToldSoEachTimeItConfirmsTheDocument() {
    brought(document("one", "\"1\""));
    later(FRESHNESS);
    brought(new Fetched.Unchanged());
    documents.told(TEAM, clock.instant().plus(STALENESS));
    documents.revalidated(TEAM);
    brought(new Fetched.Unchanged());

    assertThat(wanted).containsExactly("team", "team");
  }

  @Test
  void whatTheUpstreamTellsOfCountsLonger() {
    brought(document("one", "\"1\""));
    documents.told(TEAM, clock.instant().plus(STALENESS));
    upstream.then(new Fetched.Unchanged());
    documents.revalidated(TEAM);

    clock.advance(TOLD.minusMillis(1));
    assertThat(brought(DOWN)).isEqualTo(FRESH);
    assertThat(validations.claim(1, clock.instant(), clock.instant())).isEmpty();
    later(Duration.ofMillis(1));
    assertThat(brought(new Fetched.Unchanged())).isEqualTo(FRESH);
    assertThat(upstream.asked).containsExactly("none", "\"1\"", "\"1\"");
  }

  @Test
  void whenItTellsNoMoreTheDocumentIsAskedForAsOftenAsBefore() {
    brought(document("one", "\"1\""));
    documents.told(TEAM, clock.instant().plus(STALENESS));
    documents.told(TEAM, clock.instant());
    later(FRESHNESS);

    assertThat(brought(document("two", "\"2\""))).isEqualTo(TAKEN);
  }

  @Test
  void whatItTellsOfIsDueAtOnce() {
    brought(document("one", "\"1\""));
    documents.told(TEAM, clock.instant().plus(STALENESS));

    assertThat(validations.claim(9, clock.instant(), clock.instant()))
        .containsExactly(new Due(Kind.GROUP, TEAM));
  }

  @Test
  void whatIsGoneOrNobodysIsNotWantedAnyMore() {
    brought(document("one", "\"1\""));
    later(FRESHNESS);
    assertThat(brought(ABSENCE)).isEqualTo(ABSENT);
    documents.told(TEAM, clock.instant().plus(STALENESS));

    assertThat(wanted).containsExactly("team", "no team", "no team");
    assertThat(validations.find(Kind.GROUP, TEAM)).isEmpty();
  }
}
