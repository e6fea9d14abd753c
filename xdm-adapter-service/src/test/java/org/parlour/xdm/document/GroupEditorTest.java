package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

class GroupEditorTest {
  private static final ImAddress ALICE = ImAddress.sip("alice", "example.org");
  private static final ImAddress BOB = ImAddress.sip("bob", "example.org");
  private static final ImAddress CAROL = ImAddress.sip("carol", "example.org");
  private static final ImAddress DAVE = ImAddress.sip("dave", "example.org");

  /// Reference §13.10, with what no field says.
  static final String TEAM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <group xmlns="urn:oma:xml:poc:list-service"
             xmlns:rl="urn:ietf:params:xml:ns:resource-lists"
             xmlns:cp="urn:ietf:params:xml:ns:common-policy"
             xmlns:ocp="urn:oma:xml:xdm:common-policy"
             xmlns:oxe="urn:oma:xml:xdm:extensions">
        <!-- ours -->
        <list-service uri="sip:team@im.example.org">
          <display-name xml:lang="en">Project team</display-name>
          <list>
            <entry uri="sip:alice@example.org"><rl:display-name>Captain</rl:display-name></entry>
            <entry uri='sip:bob@example.org' ><rl:display-name>Bobby</rl:display-name></entry>
            <!-- our guest --><entry uri="sip:carol@example.org"/>
          </list>
          <invite-members>true</invite-members>
          <max-participant-count>10</max-participant-count>
          <cp:ruleset>
            <cp:rule id="members">
              <cp:conditions><is-list-member/></cp:conditions>
              <cp:actions>
                <allow-conference-state>true</allow-conference-state>
                <join-handling>allow</join-handling>
                <allow-anonymity>false</allow-anonymity>
                <oxe:allow-expelling>1</oxe:allow-expelling>
                <oxe:allow-subconf>true</oxe:allow-subconf>
              </cp:actions>
            </cp:rule>
            <cp:rule id="partners">
              <cp:conditions>
                <cp:identity>
                  <cp:many domain="Example.net"><cp:except id="sip:eve@example.net"/></cp:many>
                </cp:identity>
                <cp:validity><cp:from>2026-01-01T00:00:00Z</cp:from>
                  <cp:until>2027-01-01T00:00:00Z</cp:until></cp:validity>
              </cp:conditions>
              <cp:actions><join-handling>true</join-handling></cp:actions>
            </cp:rule>
          </cp:ruleset>
          <oxe:subject>Project X</oxe:subject>
          <oxe:searchable>true</oxe:searchable>
          <oxe:session-active-policy><oxe:max-duration>PT2H</oxe:max-duration></oxe:session-active-policy>
        </list-service>
      </group>
      """;

  @Test
  @Spec("RFC 4745 §7")
  void aDocumentSaysWhatSessionsObey() {
    Definition team = GroupXml.definition(document(TEAM));

    assertThat(team.displayName()).isEqualTo("Project team");
    assertThat(team.members())
        .containsExactly(
            new Member(ALICE, "Captain"), new Member(BOB, "Bobby"), new Member(CAROL, null));
    assertThat(team.inviteMembers()).isTrue();
    assertThat(team.maxParticipants()).isEqualTo(10);
    assertThat(team.maxDuration()).isEqualTo(7200);
    assertThat(team.subject()).isEqualTo("Project X");
    assertThat(team.openToAll()).isFalse();
    assertThat(team.ruleset()).extracting(GroupRule::id).containsExactly("members", "partners");
    assertThat(team.ruleset().getFirst().actions())
        .containsExactly(
            GroupAction.JOIN_HANDLING,
            GroupAction.ALLOW_CONFERENCE_STATE,
            GroupAction.ALLOW_EXPELLING);
    assertThat(team.ruleset().getLast().conditions())
        .containsExactly(
            new RuleCondition.Identity(
                List.of(),
                List.of(
                    new RuleCondition.Many(
                        "example.net", List.of(ImAddress.sip("eve", "example.net")), List.of()))),
            new RuleCondition.Validity(
                List.of(
                    new RuleCondition.Period(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z")))));
  }

  @Test
  void whatIsSaidAlreadyIsNotWritten() {
    Definition team = GroupXml.definition(document(TEAM));

    assertThat(GroupEditor.edited(document(TEAM), team).text()).isEqualTo(TEAM);
  }

  @Test
  @Spec("7.2.2.2-2")
  void aNicknameIsWrittenIntoItsEntryAlone() {
    assertThat(members(m -> replaced(m, 1, new Member(BOB, "Rob & <Co>"))))
        .isEqualTo(TEAM.replace(">Bobby<", ">Rob &amp; &lt;Co&gt;<"));
    assertThat(members(m -> replaced(m, 0, new Member(ALICE, null))))
        .isEqualTo(TEAM.replace("<rl:display-name>Captain</rl:display-name>", ""));
    assertThat(members(m -> replaced(m, 2, new Member(CAROL, "Caz"))))
        .isEqualTo(
            TEAM.replace(
                "\"sip:carol@example.org\"/>",
                "\"sip:carol@example.org\"><rl:display-name>Caz</rl:display-name></entry>"));
  }

  @Test
  void membersComeAndGoWithoutTheOthers() {
    assertThat(members(m -> plus(m, new Member(DAVE, null))))
        .isEqualTo(
            TEAM.replace(
                "carol@example.org\"/>",
                "carol@example.org\"/>\n      <entry uri=\"sip:dave@example.org\"/>"));
    assertThat(members(m -> m.subList(1, 3)))
        .isEqualTo(
            TEAM.replace(
                "\n      <entry uri=\"sip:alice@example.org\">"
                    + "<rl:display-name>Captain</rl:display-name></entry>",
                ""));
  }

  @Test
  void anotherOrderIsWrittenNew() {
    String turned = members(List::reversed);

    assertThat(GroupXml.definition(document(turned)).members())
        .isEqualTo(GroupXml.definition(document(TEAM)).members().reversed());
    assertThat(turned).contains("<!-- our guest -->");
  }

  @Test
  void fieldsAreWrittenAlone() {
    Definition t = GroupXml.definition(document(TEAM));

    assertThat(
            edited(
                new Definition(
                    "Crew", t.members(), false, null, t.openToAll(), t.rules(), 60, "Project <Y>")))
        .isEqualTo(
            TEAM.replace(">Project team<", ">Crew<")
                .replace("<invite-members>true", "<invite-members>false")
                .replace("\n    <max-participant-count>10</max-participant-count>", "")
                .replace("PT2H", "60")
                .replace("Project X", "Project &lt;Y&gt;"));
  }

  @Test
  void rulesAreWrittenInThePlaceOfRules() {
    Definition t = GroupXml.definition(document(TEAM));
    String before = TEAM.substring(0, TEAM.indexOf("<cp:ruleset>"));
    String after = TEAM.substring(TEAM.indexOf("</cp:ruleset>"));

    String closed = edited(withRules(t, null, false));
    assertThat(closed)
        .isEqualTo(before.stripTrailing() + after.substring("</cp:ruleset>".length()));
    String open = edited(withRules(t, null, true));
    assertThat(open).startsWith(before).endsWith(after);
    assertThat(GroupXml.definition(document(open)).rules()).isNull();
    assertThat(GroupXml.definition(document(open)).openToAll()).isTrue();
    assertThat(edited(withRules(t, List.of(), false))).startsWith(before).endsWith(after);
  }

  @Test
  void aDocumentWithOtherPrefixesIsWrittenToo() {
    XmlDocument other =
        document(
            "<g:group xmlns:g='urn:oma:xml:poc:list-service' xmlns:rl='urn:other'>"
                + "<g:list-service uri='sip:team@im.example.org'/></g:group>");
    Definition wanted = GroupXml.definition(document(TEAM));

    XmlDocument edited = GroupEditor.edited(other, wanted);

    assertThat(GroupXml.definition(edited)).isEqualTo(wanted);
    assertThat(edited.text()).contains("xmlns:rl='urn:other'");
  }

  private static Definition withRules(Definition t, @Nullable List<GroupRule> rules, boolean open) {
    return new Definition(
        t.displayName(),
        t.members(),
        t.inviteMembers(),
        t.maxParticipants(),
        open,
        rules,
        t.maxDuration(),
        t.subject());
  }

  private static String members(UnaryOperator<List<Member>> change) {
    Definition t = GroupXml.definition(document(TEAM));
    return edited(
        new Definition(
            t.displayName(),
            change.apply(t.members()),
            t.inviteMembers(),
            t.maxParticipants(),
            t.openToAll(),
            t.rules(),
            t.maxDuration(),
            t.subject()));
  }

  private static String edited(Definition wanted) {
    return GroupEditor.edited(document(TEAM), wanted).text();
  }

  private static List<Member> replaced(List<Member> members, int index, Member member) {
    List<Member> changed = new ArrayList<>(members);
    changed.set(index, member);
    return changed;
  }

  private static List<Member> plus(List<Member> members, Member member) {
    List<Member> changed = new ArrayList<>(members);
    changed.add(member);
    return changed;
  }

  static XmlDocument document(String text) {
    try {
      return XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw new AssertionError(e);
    }
  }
}
