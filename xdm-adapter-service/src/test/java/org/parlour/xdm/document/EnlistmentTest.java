package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlDocument;

/// Groups whose documents refer to lists elsewhere.
class EnlistmentTest {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final ImAddress ALICE = user("alice");
  private static final ImAddress BOB = user("bob");
  private static final ImAddress CAROL = user("carol");
  private static final ImAddress DAVE = user("dave");

  private final Map<String, List<ImAddress>> lists =
      Map.of(
          "friends", List.of(BOB, CAROL, BOB),
          "staff", List.of(CAROL, DAVE),
          "crowd", IntStream.range(0, 50_000).mapToObj(i -> user("user" + i)).toList());

  private @Nullable String owner = "nobody asked";

  private static ImAddress user(String name) {
    return ImAddress.sip(name, "example.org");
  }

  private Definition inForce(String list, String rules) {
    return inForce(list, rules, 10_000, 2000, GroupPlace.ofItsOwn(TEAM));
  }

  private Definition inForce(
      String list, String rules, int maxMembers, int maxInvited, GroupPlace place) {
    GroupContent content =
        GroupContent.of(
            place,
            XmlDocument.wellFormed(
                """
                <group xmlns="urn:oma:xml:poc:list-service"
                    xmlns:rl="urn:ietf:params:xml:ns:resource-lists"
                    xmlns:cp="urn:ietf:params:xml:ns:common-policy"
                    xmlns:ocp="urn:oma:xml:xdm:common-policy">
                  <list-service uri="sip:team@im.example.org">
                    <list>%s</list>
                    <invite-members>true</invite-members>
                    %s
                  </list-service>
                </group>"""
                    .formatted(list, rules)));
    GroupWording wording = new GroupWording(new Known(), maxMembers, maxInvited);
    byte[] record =
        RecordCodec.encode(
            SignallingInput.class, wording.command(Instant.EPOCH, TEAM, Long.MAX_VALUE, content));
    assertThat(record.length).isLessThan(TopicCatalogue.SIGNALLING.maxRecordBytes());
    return wording.inForce(TEAM, content);
  }

  private final class Known implements ReferredLists {
    @Override
    public Optional<GroupPlace> place(String anchor) {
      throw new AssertionError(anchor);
    }

    @Override
    public List<ImAddress> users(String anchor, @Nullable String reader) {
      owner = reader;
      return lists.getOrDefault(anchor, List.of());
    }
  }

  @Test
  @Spec({"8.3.2.1-5b", "D-06"})
  void whoStandsInAListIsAMemberInTheOrderOfTheDocument() {
    Definition group =
        inForce(
            """
            <entry uri="sip:alice@example.org"><rl:display-name>Al</rl:display-name></entry>
            <external anchor="friends"/>
            <external anchor="nowhere"/>
            <external anchor="staff"/>
            <entry uri="sip:dave@example.org"><rl:display-name>Dee</rl:display-name></entry>
            """,
            "");

    assertThat(group.members())
        .containsExactly(
            new Member(ALICE, "Al"),
            new Member(BOB, null),
            new Member(CAROL, null),
            new Member(DAVE, "Dee"));
    assertThat(owner).isNull();
  }

  @Test
  @Spec("7.2.1.3-4")
  void whoStandsInAListIsWhomARuleIsFor() {
    Definition group =
        inForce(
            "",
            """
            <cp:ruleset><cp:rule id="friends"><cp:conditions>
              <ocp:external-list><ocp:entry anc="friends"/><ocp:entry anc="staff"/></ocp:external-list>
            </cp:conditions><cp:actions/></cp:rule></cp:ruleset>""");

    GroupRule rule = Objects.requireNonNull(group.rules()).getFirst();
    assertThat(rule.conditions())
        .singleElement()
        .isInstanceOfSatisfying(
            RuleCondition.ExternalList.class,
            list -> {
              assertThat(list.anchors()).containsExactly("friends", "staff");
              assertThat(list.users()).contains(BOB, CAROL, DAVE);
            });
    assertThat(group.members()).isEmpty();
  }

  @Test
  void onlyTheListsOfWhoeverOwnsTheGroupAreRead() {
    Definition _ =
        inForce("<external anchor=\"friends\"/>", "", 9, 9, GroupPlace.inTreeOf(ALICE, TEAM));

    assertThat(owner).isEqualTo(ALICE.toString());
  }

  @Test
  void noMoreComeInThanAGroupMayHaveOrARecordHolds() {
    String crowd = "<entry uri=\"sip:alice@example.org\"/><external anchor=\"crowd\"/>";
    GroupPlace place = GroupPlace.ofItsOwn(TEAM);

    assertThat(inForce(crowd, "", 10_000, 2000, place).members()).hasSize(2000);
    assertThat(inForce(crowd, "", 20_000, 20_000, place).members()).hasSize(20_000);
    assertThat(inForce(crowd, "", 100_000, 100_000, place).members())
        .hasSizeBetween(20_000, 50_000);
    assertThat(
            inForce(
                    "",
                    """
                    <cp:ruleset><cp:rule id="crowd"><cp:conditions>
                      <ocp:external-list><ocp:entry anc="crowd"/></ocp:external-list>
                    </cp:conditions><cp:actions/></cp:rule></cp:ruleset>""")
                .rules())
        .isNotNull();
  }

  @Test
  void aDocumentThatRefersToNothingIsNotLookedAtTwice() {
    Definition group = inForce("<entry uri=\"sip:alice@example.org\"/>", "");

    assertThat(group.members()).containsExactly(new Member(ALICE, null));
    assertThat(owner).isEqualTo("nobody asked");
  }
}
