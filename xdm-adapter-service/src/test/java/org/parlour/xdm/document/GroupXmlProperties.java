package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// Whatever friendly fields say, the document says, is valid, and stays so when it is changed to
/// say anything else.
class GroupXmlProperties {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final ApplicationUsages USAGES = new ApplicationUsages(false);

  @Provide
  Arbitrary<Definition> definitions() {
    Arbitrary<String> names =
        Arbitraries.of("Al", "<&\"'>", "]]>", "a  b", ">]]", "\u00e9\uD83D\uDE00").injectNull(0.3);
    Arbitrary<List<Member>> members =
        Combinators.combine(Arbitraries.of("alice", "bob", "carol", "dave", "o'neil"), names)
            .as((user, name) -> new Member(ImAddress.sip(user, "example.org"), name))
            .list()
            .ofMaxSize(5)
            .uniqueElements(Member::address);
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 9999).injectNull(0.3);
    return Combinators.combine(
            names,
            members,
            Arbitraries.of(true, false),
            numbers,
            rules().list().ofMaxSize(3).injectNull(0.4),
            Arbitraries.of(true, false),
            numbers,
            names)
        .as(
            (name, people, invite, most, rules, open, duration, subject) ->
                new Definition(
                    name, people, invite, most, isOpen(rules, open), rules, duration, subject));
  }

  /// With rules of its own a group is open when one of them says so.
  private static boolean isOpen(List<GroupRule> rules, boolean open) {
    return rules == null
        ? open
        : rules.stream()
            .anyMatch(r -> r.conditions().isEmpty() && r.allows(GroupAction.JOIN_HANDLING));
  }

  private static final RuleCondition.Period PERIOD =
      new RuleCondition.Period(
          Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-06-30T12:00:00.5Z"));

  private static Arbitrary<GroupRule> rules() {
    ImAddress alice = ImAddress.sip("alice", "example.org");
    Arbitrary<RuleCondition> conditions =
        Arbitraries.of(
            new RuleCondition.IsListMember(),
            new RuleCondition.AnonymousRequest(),
            new RuleCondition.OtherIdentity(),
            new RuleCondition.Unknown(),
            new RuleCondition.Sphere("work & play"),
            new RuleCondition.ExternalList(
                List.of("/resource-lists/users/sip:a@x/index/~~/a"), List.of()),
            new RuleCondition.Validity(List.of(PERIOD, PERIOD)),
            new RuleCondition.Identity(List.of(), List.of()),
            new RuleCondition.Identity(
                List.of(alice),
                List.of(
                    new RuleCondition.Many(null, List.of(), List.of("example.net")),
                    new RuleCondition.Many("example.com", List.of(alice), List.of()))));
    Arbitrary<EnumSet<GroupAction>> actions =
        Arbitraries.of(GroupAction.class)
            .set()
            .map(
                set -> {
                  EnumSet<GroupAction> all = EnumSet.noneOf(GroupAction.class);
                  all.addAll(set);
                  return all;
                });
    return Combinators.combine(
            Arbitraries.of("a", "b <&\">", "c"), conditions.list().ofMaxSize(2), actions)
        .as(GroupRule::new);
  }

  @Property(tries = 500)
  void theDocumentSaysWhatTheFieldsSay(
      @ForAll("definitions") Definition first, @ForAll("definitions") Definition second)
      throws BrokenXmlException {
    XmlDocument document = GroupEditor.make(TEAM, first);
    assertThat(GroupXml.definition(document)).isEqualTo(first);

    XmlDocument edited = GroupEditor.edited(document, second);
    assertThat(GroupXml.definition(edited)).isEqualTo(second);
    assertThat(GroupXml.uri(edited)).isEqualTo(TEAM.toString());
    assertThat(XmlDocument.parse(edited.text())).isEqualTo(edited);
    assertThat(GroupEditor.edited(edited, second).text()).isEqualTo(edited.text());
    if (uniqueIds(second)) {
      USAGES.find(ApplicationUsages.GROUPS).orElseThrow().check(edited);
    }
  }

  private static boolean uniqueIds(Definition definition) {
    List<GroupRule> rules = definition.ruleset();
    return rules.stream().map(GroupRule::id).distinct().count() == rules.size();
  }
}
