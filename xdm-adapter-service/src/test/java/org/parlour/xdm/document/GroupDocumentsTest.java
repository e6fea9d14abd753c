package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.document.GroupStoreContract.TEAM;
import static org.parlour.xdm.document.GroupStoreContract.assertRefused;
import static org.parlour.xdm.document.GroupStoreContract.definition;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.FakeTopic.Mood;
import org.parlour.xdm.document.GroupRefused.Reason;

class GroupDocumentsTest {
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final Precondition NONE = new Precondition.None();

  private final ManualClock clock = new ManualClock();
  private final InMemoryGroupStore store = new InMemoryGroupStore(clock);
  private final FakeTopic topic = new FakeTopic();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final GroupMetrics metrics = new GroupMetrics(registry);
  private final GroupDocuments groups =
      new GroupDocuments(store, topic, metrics, clock, PATIENCE, MARGIN);
  private final Corrections corrections =
      new Corrections(store, topic, metrics, clock, PATIENCE, Duration.ofSeconds(1));

  @Test
  void publishesWhatItStores() {
    Group group = groups.create(TEAM, definition("Team", "alice"));
    assertThat(groups.find(TEAM)).contains(group);
    assertThat(topic.log)
        .containsExactly(
            new GroupDocument(clock.instant(), TEAM, group.version(), definition("Team", "alice")));
    assertThat(written("stored")).isEqualTo(1);
  }

  @Test
  void createsOnlyWhatIsNotThere() {
    groups.create(TEAM, definition("Team"));
    assertRefused(Reason.EXISTS, () -> groups.create(TEAM, definition("Other")));
    assertThat(topic.log).hasSize(1);
    assertThat(written("exists")).isEqualTo(1);
  }

  @Test
  void tellsCreationFromReplacement() {
    assertThat(groups.put(TEAM, definition("one"), NONE).created()).isTrue();
    assertThat(groups.put(TEAM, definition("two"), NONE).created()).isFalse();
    assertThat(topic.seen(TEAM)).contains(definition("two"));
  }

  @Test
  @Spec("RFC 9110 §13.1")
  void changesOnlyTheVersionThatTheClientKnows() {
    long first = groups.create(TEAM, definition("one")).version();
    Precondition known = new Precondition.OneOf(Set.of(first));
    groups.put(TEAM, definition("two"), known);
    assertRefused(Reason.PRECONDITION_FAILED, () -> groups.put(TEAM, definition("three"), known));
    assertRefused(
        Reason.PRECONDITION_FAILED,
        () -> groups.put(TEAM, definition("three"), new Precondition.Absent()));
    assertRefused(Reason.PRECONDITION_FAILED, () -> groups.delete(TEAM, known));
    assertThat(topic.seen(TEAM)).contains(definition("two"));
    assertThat(store.unsettled()).isZero();
  }

  @Test
  void publishesADeletionAsADocumentWithoutDefinition() {
    groups.create(TEAM, definition("Team"));
    groups.delete(TEAM, NONE);
    assertThat(groups.find(TEAM)).isEmpty();
    assertThat(topic.log).hasSize(2);
    assertThat(topic.log.getLast().definition()).isNull();
    assertRefused(Reason.UNKNOWN, () -> groups.delete(TEAM, NONE));
    assertRefused(
        Reason.PRECONDITION_FAILED, () -> groups.delete(TEAM, new Precondition.Present()));
  }

  @Test
  void storesNothingWithoutAnAcknowledgement() {
    groups.create(TEAM, definition("old"));
    for (Mood mood : List.of(Mood.REFUSES, Mood.NEVER_ANSWERS, Mood.TAKES_SILENTLY)) {
      topic.mood = mood;
      assertRefused(Reason.NOT_PUBLISHED, () -> groups.put(TEAM, definition("new"), NONE));
      assertThat(groups.find(TEAM).orElseThrow().definition()).isEqualTo(definition("old"));
    }
    assertThat(written("not_published")).isEqualTo(3);
  }

  @Test
  void correctsWhatWasPublishedButNotStored() {
    groups.create(TEAM, definition("old"));
    topic.mood = Mood.TAKES_SILENTLY;
    assertRefused(Reason.NOT_PUBLISHED, () -> groups.put(TEAM, definition("new"), NONE));
    assertThat(topic.seen(TEAM)).contains(definition("new"));

    topic.mood = Mood.REFUSES;
    corrections.round();
    topic.mood = Mood.ACKNOWLEDGES;
    corrections.round();
    assertThat(topic.seen(TEAM)).contains(definition("old"));
    assertThat(store.unsettled()).isZero();
    assertThat(registry.counter("im.xdm.group.corrections").count()).isEqualTo(1);
  }

  @Test
  void aNewChangeMakesTheCorrectionUnnecessary() {
    topic.mood = Mood.TAKES_SILENTLY;
    assertRefused(Reason.NOT_PUBLISHED, () -> groups.create(TEAM, definition("one")));
    topic.mood = Mood.ACKNOWLEDGES;
    groups.create(TEAM, definition("two"));
    corrections.round();
    assertThat(topic.seen(TEAM)).contains(definition("two"));
    assertThat(registry.counter("im.xdm.group.corrections").count()).isZero();
  }

  @Test
  void aCrashedWriterIsCorrectedWhenItsTimeIsOver() {
    store.prepare(TEAM, _ -> {}, PATIENCE.plus(MARGIN));
    assertRefused(Reason.BUSY, () -> groups.create(TEAM, definition("Team")));
    corrections.round();
    assertThat(topic.log).isEmpty();
    clock.advance(PATIENCE.plus(MARGIN));
    corrections.round();
    assertThat(topic.log).hasSize(1);
    groups.create(TEAM, definition("Team"));
    assertThat(topic.seen(TEAM)).contains(definition("Team"));
  }

  @Test
  void refusesWhatNoRecordHolds() {
    List<Member> members =
        Collections.nCopies(2000, new Member(ImAddress.sip("a".repeat(300), "example.org"), null));
    Definition large = new Definition("large", new ArrayList<>(members), false, null, false);
    assertRefused(Reason.TOO_LARGE, () -> groups.create(TEAM, large));
    assertThat(store.unsettled()).isZero();
  }

  private double written(String outcome) {
    return registry.counter("im.xdm.group.writes", "outcome", outcome).count();
  }
}
