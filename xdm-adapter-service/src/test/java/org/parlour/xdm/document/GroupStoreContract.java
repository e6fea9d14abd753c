package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.PublicationStore.Publication;

/// What every store of groups does.
abstract class GroupStoreContract {
  static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  static final ImAddress LOBBY = ImAddress.parse("sip:lobby@im.example.org");
  private static final Duration FAR = Duration.ofHours(1);

  /// An empty one for each test.
  abstract GroupStore store();

  static Definition definition(String name, String... members) {
    return new Definition(
        name,
        List.of(members).stream()
            .map(m -> new Member(ImAddress.sip(m, "example.org"), m.toUpperCase()))
            .toList(),
        true,
        7,
        false);
  }

  /// What TEAM says.
  static GroupContent content(String name, String... members) {
    return content(TEAM, definition(name, members));
  }

  private static GroupContent content(ImAddress uri, Definition definition) {
    return GroupContent.of(GroupPlace.ofItsOwn(uri), GroupEditor.make(uri, definition));
  }

  private static Publication<Group> write(
      GroupStore store, ImAddress uri, @Nullable Definition definition) {
    Publication<Group> publication = store.prepare(uri, _ -> {}, FAR);
    store.settle(publication, definition == null ? null : content(uri, definition));
    return publication;
  }

  @Test
  void findsWhatWasSettled() {
    GroupStore store = store();
    Publication<Group> publication = store.prepare(TEAM, _ -> {}, FAR);
    assertThat(store.find(TEAM)).isEmpty();
    store.settle(publication, content("Team", "alice", "bob"));
    Group stored = store.find(TEAM).orElseThrow();
    assertThat(stored.uri()).isEqualTo(TEAM);
    assertThat(stored.version()).isEqualTo(publication.version());
    assertThat(stored.content()).isEqualTo(content("Team", "alice", "bob"));
    assertThat(store.find(ImAddress.parse("sips:team@IM.example.org;transport=tls")))
        .contains(stored);
    assertThat(store.find(stored.content().place())).contains(stored);
    assertThat(store.uriAt(stored.content().place())).contains(TEAM);
    assertThat(store.uriAt(GroupPlace.ofItsOwn(LOBBY))).isEmpty();
    assertThat(store.inTree(TEAM.toString())).containsExactly(stored);
    assertThat(store.inTree("sip:alice@example.org")).isEmpty();
    assertThat(store.unsettled()).isZero();
  }

  @Test
  void keepsRulesAndLimits() {
    GroupStore store = store();
    Definition ruled =
        new Definition(
            "Team",
            List.of(),
            false,
            null,
            false,
            List.of(
                GroupRule.forMembers(),
                new GroupRule(
                    "named",
                    List.of(
                        new RuleCondition.Identity(
                            List.of(ImAddress.sip("alice", "example.org")),
                            List.of(
                                new RuleCondition.Many(
                                    null,
                                    List.of(ImAddress.sip("bob", "example.org")),
                                    List.of("example.net")))),
                        new RuleCondition.AnonymousRequest(),
                        new RuleCondition.OtherIdentity(),
                        new RuleCondition.ExternalList(
                            List.of("https://xcap.example.org/lists"), List.of()),
                        new RuleCondition.Validity(
                            List.of(
                                new RuleCondition.Period(
                                    Instant.parse("2026-12-01T08:00:00Z"),
                                    Instant.parse("2026-12-01T18:00:00.5Z")))),
                        new RuleCondition.Sphere("work"),
                        new RuleCondition.Unknown()),
                    EnumSet.of(GroupAction.ALLOW_ANONYMITY))),
            3600,
            "Project X");

    write(store, TEAM, ruled);

    assertThat(store.find(TEAM).orElseThrow().definition()).isEqualTo(ruled);
  }

  @Test
  void replacesMembersInAnyOrder() {
    GroupStore store = store();
    write(store, TEAM, definition("Team", "alice", "bob", "carol"));
    Definition changed = definition("Team 2", "carol", "dave", "alice");
    write(store, TEAM, changed);
    assertThat(store.find(TEAM).orElseThrow().definition()).isEqualTo(changed);
    Definition empty = new Definition(null, List.of(), false, null, true);
    write(store, TEAM, empty);
    assertThat(store.find(TEAM).orElseThrow().definition()).isEqualTo(empty);
  }

  @Test
  void listsGroupsByUri() {
    GroupStore store = store();
    List<ImAddress> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ImAddress uri = ImAddress.sip("g" + i, "im.example.org");
      made.add(uri);
      write(store, uri, definition("G", "alice"));
    }
    assertThat(store.list(null, "", 2)).extracting(Group::uri).isEqualTo(made.subList(0, 2));
    assertThat(store.list(made.get(1), "", 10))
        .extracting(Group::uri)
        .isEqualTo(made.subList(2, 5));
  }

  @Test
  void findsGroupsByPartsOfTheirNames() {
    GroupStore store = store();
    write(store, TEAM, definition("A 100% Team"));
    write(store, LOBBY, definition("The Lobby"));
    write(store, ImAddress.sip("x", "im.example.org"), null);
    for (String text : List.of("TEAM", "100% t", "sip:team@")) {
      assertThat(store.list(null, text, 10)).extracting(Group::uri).containsExactly(TEAM);
    }
    assertThat(store.list(null, "o", 10)).extracting(Group::uri).containsExactly(LOBBY, TEAM);
    assertThat(store.list(TEAM, "team", 10)).isEmpty();
    assertThat(store.list(null, "_", 10)).isEmpty();
  }

  @Test
  void givesVersionsThatOnlyGrow() {
    GroupStore store = store();
    long first = write(store, TEAM, definition("Team")).version();
    long second = write(store, TEAM, null).version();
    assertThat(store.find(TEAM)).isEmpty();
    long third = write(store, TEAM, definition("Team")).version();
    assertThat(second).isGreaterThan(first);
    assertThat(third).isGreaterThan(second);
  }

  @Test
  void letsOnePublicationOfAGroupBeUnderWay() {
    GroupStore store = store();
    Publication<Group> first = store.prepare(TEAM, _ -> {}, FAR);
    assertRefused(Reason.BUSY, () -> store.prepare(TEAM, _ -> {}, FAR));
    write(store, LOBBY, definition("Lobby"));
    store.settle(first, content("Team"));
    write(store, TEAM, definition("Team"));
  }

  @Test
  void beginsNothingWhenTheCheckRefuses() {
    GroupStore store = store();
    write(store, TEAM, definition("Team"));
    assertRefused(
        Reason.EXISTS,
        () ->
            store.prepare(
                TEAM,
                current -> {
                  assertThat(current).isNotNull();
                  throw new GroupRefused(Reason.EXISTS, "team");
                },
                FAR));
    assertThat(store.unsettled()).isZero();
    write(store, TEAM, definition("Team"));
  }

  @Test
  void givesAnOverduePublicationToTheNextAndNeverBack() {
    GroupStore store = store();
    Publication<Group> late = store.prepare(TEAM, _ -> {}, Duration.ZERO);
    Publication<Group> next = store.prepare(TEAM, _ -> {}, FAR);
    assertThat(next.version()).isGreaterThan(late.version());
    store.abandon(late);
    assertRefused(Reason.NOT_PUBLISHED, () -> store.settle(late, content("late")));
    store.settle(next, content("next"));
    assertThat(store.find(TEAM).orElseThrow().definition()).isEqualTo(definition("next"));
  }

  @Test
  void correctsAnAbandonedPublicationByWhatIsStored() {
    GroupStore store = store();
    write(store, TEAM, definition("stored", "alice"));
    Publication<Group> abandoned = store.prepare(TEAM, _ -> {}, FAR);
    assertThat(store.correctOne((_, _, _) -> {})).isFalse();
    store.abandon(abandoned);
    List<Group> published = new ArrayList<>();
    assertThat(store.correctOne(recorder(published))).isTrue();
    assertThat(store.correctOne(recorder(published))).isFalse();
    assertThat(published).hasSize(1);
    assertThat(published.getFirst().uri()).isEqualTo(TEAM);
    assertThat(published.getFirst().version()).isGreaterThan(abandoned.version());
    assertThat(published.getFirst().definition()).isEqualTo(definition("stored", "alice"));
    assertRefused(Reason.NOT_PUBLISHED, () -> store.settle(abandoned, content("late")));
    assertThat(store.unsettled()).isZero();
  }

  @Test
  void correctsTheCreationThatFailedByADeletion() {
    GroupStore store = store();
    store.prepare(TEAM, _ -> {}, Duration.ZERO);
    List<@Nullable GroupContent> published = new ArrayList<>();
    store.correctOne((_, _, stored) -> published.add(stored));
    assertThat(published).hasSize(1).containsOnlyNulls();
  }

  @Test
  void correctsAgainWhenTheCorrectionFailed() {
    GroupStore store = store();
    store.prepare(TEAM, _ -> {}, Duration.ZERO);
    assertThatThrownBy(
            () ->
                store.correctOne(
                    (_, _, _) -> {
                      throw new IllegalStateException("no Kafka");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.unsettled()).isEqualTo(1);
    assertThat(store.correctOne((_, _, _) -> {})).isTrue();
  }

  @Test
  void publishesAllThatIsStoredOnceMore() {
    GroupStore store = store();
    long last = 0;
    for (ImAddress uri : List.of(LOBBY, TEAM)) {
      last = write(store, uri, definition(uri.user(), "alice")).version();
    }
    Publication<Group> underWay = store.prepare(LOBBY, _ -> {}, FAR);
    assertThat(store.correctAll()).isEqualTo(1);
    assertThat(store.correctAll()).isZero();
    List<Group> published = new ArrayList<>();
    assertThat(store.correctOne(recorder(published))).isTrue();
    assertThat(store.correctOne(recorder(published))).isFalse();
    assertThat(published).extracting(Group::uri).containsExactly(TEAM);
    assertThat(published.getFirst().version()).isGreaterThan(last);
    assertThat(published.getFirst().definition()).isEqualTo(definition("team", "alice"));
    store.settle(underWay, content(LOBBY, definition("new")));
    assertThat(store.count()).isEqualTo(2);
  }

  private static PublicationStore.Correction<GroupContent> recorder(List<Group> published) {
    return (uri, version, stored) ->
        published.add(new Group(uri, version, Instant.EPOCH, Objects.requireNonNull(stored)));
  }

  static void assertRefused(Reason reason, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            GroupRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
