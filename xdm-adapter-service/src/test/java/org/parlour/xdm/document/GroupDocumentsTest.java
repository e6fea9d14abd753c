package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.document.GroupStoreContract.LOBBY;
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
import org.parlour.xdm.xml.XmlDocument;

class GroupDocumentsTest {
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final Precondition NONE = new Precondition.None();
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final ImAddress BOB = ImAddress.parse("sip:bob@example.org");

  private final ManualClock clock = new ManualClock();
  private final InMemoryGroupStore store = new InMemoryGroupStore(clock);
  private final FakeTopic topic = new FakeTopic();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final GroupWording wording = new GroupWording(ReferredLists.NONE, 10_000, 2000);
  private final PublicationMetrics metrics = new PublicationMetrics(registry, "group");
  private final GroupDocuments groups =
      new GroupDocuments(
          store,
          new Publications<>(store, topic, wording, metrics, clock, PATIENCE, MARGIN),
          wording,
          Keeper.NOBODY,
          clock);
  private final Corrections<GroupContent> corrections =
      new Corrections<>(store, topic, wording, metrics, clock, PATIENCE, Duration.ofSeconds(1));

  @Test
  void publishesWhatItStores() {
    Group group = groups.create(TEAM, null, definition("Team", "alice"));
    assertThat(groups.find(TEAM)).contains(group);
    assertThat(topic.log)
        .containsExactly(
            new GroupDocument(clock.instant(), TEAM, group.version(), definition("Team", "alice")));
    assertThat(written("stored")).isEqualTo(1);
  }

  @Test
  void createsOnlyWhatIsNotThere() {
    groups.create(TEAM, null, definition("Team"));
    assertRefused(Reason.EXISTS, () -> groups.create(TEAM, null, definition("Other")));
    assertThat(topic.log).hasSize(1);
    assertThat(written("exists")).isEqualTo(1);
  }

  @Test
  void aGroupMadeForAUserLiesInItsTree() {
    assertThat(groups.create(TEAM, null, definition("nobody's")).owner()).isNull();
    groups.delete(TEAM, NONE);

    assertThat(groups.create(TEAM, ALICE, definition("hers")).owner()).isEqualTo(ALICE.toString());
    groups.put(TEAM, null, definition("still hers"), NONE);
    assertThat(groups.inTree(ALICE.toString())).extracting(Group::uri).containsExactly(TEAM);
    assertRefused(Reason.CONSTRAINT_FAILURE, () -> groups.put(TEAM, BOB, definition("his"), NONE));
  }

  @Test
  void anOwnersDocumentIsNotTakenTwice() {
    GroupPlace place = GroupPlace.inTreeOf(ALICE, TEAM);
    groups.change(
        LOBBY, _ -> GroupContent.of(place, GroupEditor.make(LOBBY, definition("by XCAP"))));

    assertRefused(
        Reason.CONSTRAINT_FAILURE, () -> groups.create(TEAM, ALICE, definition("by REST")));
  }

  @Test
  void tellsCreationFromReplacement() {
    assertThat(groups.put(TEAM, null, definition("one"), NONE).created()).isTrue();
    assertThat(groups.put(TEAM, null, definition("two"), NONE).created()).isFalse();
    assertThat(topic.seen(TEAM)).contains(definition("two"));
  }

  @Test
  @Spec("RFC 9110 §13.1")
  void changesOnlyTheVersionThatTheClientKnows() {
    long first = groups.create(TEAM, null, definition("one")).version();
    Precondition known = new Precondition.OneOf(Set.of(first));
    groups.put(TEAM, null, definition("two"), known);
    assertRefused(
        Reason.PRECONDITION_FAILED, () -> groups.put(TEAM, null, definition("three"), known));
    assertRefused(
        Reason.PRECONDITION_FAILED,
        () -> groups.put(TEAM, null, definition("three"), new Precondition.Absent()));
    assertRefused(Reason.PRECONDITION_FAILED, () -> groups.delete(TEAM, known));
    assertThat(topic.seen(TEAM)).contains(definition("two"));
    assertThat(store.unsettled()).isZero();
  }

  @Test
  void replacesTheDocumentOfAGroupThatIsThere() {
    Group first = groups.create(TEAM, ALICE, definition("one", "alice"));
    GroupContent other = content(GroupEditor.make(TEAM, definition("other", "bob")));
    Precondition known = new Precondition.OneOf(Set.of(first.version()));

    Group second = groups.put(TEAM, other, known).group();

    assertThat(groups.find(TEAM)).contains(second);
    assertThat(second.content().document()).isEqualTo(other.document());
    assertThat(second.content().place()).isEqualTo(first.content().place());
    assertThat(topic.seen(TEAM)).contains(definition("other", "bob"));
    assertRefused(Reason.PRECONDITION_FAILED, () -> groups.put(TEAM, other, known));
    GroupContent elsewhere = content(GroupEditor.make(LOBBY, definition("elsewhere")));
    assertRefused(Reason.INVALID, () -> groups.put(TEAM, elsewhere, NONE));
  }

  private static GroupContent content(XmlDocument document) {
    return GroupContent.of(GroupPlace.ofItsOwn(TEAM), document);
  }

  @Test
  void publishesADeletionAsADocumentWithoutDefinition() {
    groups.create(TEAM, null, definition("Team"));
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
    groups.create(TEAM, null, definition("old"));
    for (Mood mood : List.of(Mood.REFUSES, Mood.NEVER_ANSWERS, Mood.TAKES_SILENTLY)) {
      topic.mood = mood;
      assertRefused(Reason.NOT_PUBLISHED, () -> groups.put(TEAM, null, definition("new"), NONE));
      assertThat(groups.find(TEAM).orElseThrow().definition()).isEqualTo(definition("old"));
    }
    assertThat(written("not_published")).isEqualTo(3);
  }

  @Test
  void correctsWhatWasPublishedButNotStored() {
    groups.create(TEAM, null, definition("old"));
    topic.mood = Mood.TAKES_SILENTLY;
    assertRefused(Reason.NOT_PUBLISHED, () -> groups.put(TEAM, null, definition("new"), NONE));
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
    assertRefused(Reason.NOT_PUBLISHED, () -> groups.create(TEAM, null, definition("one")));
    topic.mood = Mood.ACKNOWLEDGES;
    groups.create(TEAM, null, definition("two"));
    corrections.round();
    assertThat(topic.seen(TEAM)).contains(definition("two"));
    assertThat(registry.counter("im.xdm.group.corrections").count()).isZero();
  }

  @Test
  void aCrashedWriterIsCorrectedWhenItsTimeIsOver() {
    store.prepare(TEAM, _ -> {}, PATIENCE.plus(MARGIN));
    assertRefused(Reason.BUSY, () -> groups.create(TEAM, null, definition("Team")));
    corrections.round();
    assertThat(topic.log).isEmpty();
    clock.advance(PATIENCE.plus(MARGIN));
    corrections.round();
    assertThat(topic.log).hasSize(1);
    groups.create(TEAM, null, definition("Team"));
    assertThat(topic.seen(TEAM)).contains(definition("Team"));
  }

  @Test
  void refusesWhatNoRecordHolds() {
    List<Member> members =
        Collections.nCopies(8000, new Member(ImAddress.sip("a".repeat(300), "example.org"), null));
    Definition large = new Definition("large", new ArrayList<>(members), false, null, false);
    assertRefused(Reason.TOO_LARGE, () -> groups.create(TEAM, null, large));
    assertThat(store.unsettled()).isZero();
  }

  private double written(String outcome) {
    return registry.counter("im.xdm.group.writes", "outcome", outcome).count();
  }
}
