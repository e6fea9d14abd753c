package org.parlour.xdm.document;

import static org.parlour.xdm.document.GroupNames.EXTENSIONS;
import static org.parlour.xdm.document.GroupNames.LISTS;
import static org.parlour.xdm.document.GroupNames.LIST_SERVICE;
import static org.parlour.xdm.document.GroupNames.POLICY;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Reads group documents (reference §11.5).
final class GroupXml {
  private static final List<GroupRule> OPEN = List.of(GroupRule.forEverybody());

  /// Of references to lists; the name of those in rules begins with it too.
  static final String EXTERNAL = "external";

  private GroupXml() {}

  /// @throws GroupRefused with `INVALID` when the document is no group
  static XmlElement service(XmlDocument document) {
    return document
        .root()
        .child(LIST_SERVICE, "list-service")
        .orElseThrow(() -> invalid("list-service: missing (expected: one)"));
  }

  /// G as it is written.
  static String uri(XmlDocument document) {
    return service(document).attribute("uri").orElse("");
  }

  /// What sessions obey. A document without rules is one for members.
  ///
  /// @throws GroupRefused with `INVALID` when something in it cannot be read
  static Definition definition(XmlDocument document) {
    return definition(document, members(service(document)));
  }

  /// @param members whom its entries are known to say
  /// @throws GroupRefused with `INVALID` when something else in it cannot be read
  static Definition definition(XmlDocument document, List<Member> members) {
    XmlElement service = service(document);
    List<GroupRule> rules = rules(service).orElse(null);
    boolean plainlyOpen = OPEN.equals(rules);
    return new Definition(
        text(service.child(LIST_SERVICE, "display-name")),
        members,
        "true".equals(bool(text(service.child(LIST_SERVICE, "invite-members")))),
        number("max-participant-count", text(service.child(LIST_SERVICE, "max-participant-count"))),
        rules != null && rules.stream().anyMatch(GroupXml::isOpen),
        plainlyOpen ? null : rules,
        seconds(text(maxDuration(service))),
        text(service.child(EXTENSIONS, "subject")));
  }

  /// Empty for a document without rules.
  static Optional<List<GroupRule>> rules(XmlElement service) {
    List<XmlElement> rulesets = service.children(POLICY, "ruleset");
    if (rulesets.size() > 1) {
      throw invalid("ruleset: " + rulesets.size() + " (expected: at most one)");
    }
    return rulesets.stream().findFirst().map(RulesXml::read);
  }

  static Optional<XmlElement> maxDuration(XmlElement service) {
    return service
        .child(EXTENSIONS, "session-active-policy")
        .flatMap(policy -> policy.child(EXTENSIONS, "max-duration"));
  }

  /// The entries of the list, in order.
  static List<XmlElement> entries(XmlElement service) {
    return service
        .child(LIST_SERVICE, "list")
        .map(list -> list.children(LIST_SERVICE, "entry"))
        .orElse(List.of());
  }

  /// The entries of the list and its references to others, in order.
  static List<XmlElement> listed(XmlElement service) {
    return service
        .child(LIST_SERVICE, "list")
        .map(
            list ->
                list.children().stream()
                    .filter(child -> isEntry(child) || child.is(LIST_SERVICE, EXTERNAL))
                    .toList())
        .orElse(List.of());
  }

  static boolean isEntry(XmlElement listed) {
    return listed.is(LIST_SERVICE, "entry");
  }

  /// Where a reference of the list points to.
  static String anchor(XmlElement external) {
    return external.attribute("anchor").orElse("");
  }

  static Member member(XmlElement entry) {
    return new Member(
        GroupRules.address("entry/@uri", entry.attribute("uri").orElse(null)).canonical(),
        text(entry.child(LISTS, "display-name")));
  }

  private static List<Member> members(XmlElement service) {
    List<Member> members = new ArrayList<>();
    for (XmlElement entry : entries(service)) {
      members.add(member(entry));
    }
    return members;
  }

  private static boolean isOpen(GroupRule rule) {
    return rule.conditions().isEmpty() && rule.allows(GroupAction.JOIN_HANDLING);
  }

  private static @Nullable String text(Optional<XmlElement> element) {
    return element.map(e -> e.text().strip()).filter(text -> !text.isEmpty()).orElse(null);
  }

  private static @Nullable String bool(@Nullable String text) {
    return "1".equals(text) ? "true" : text;
  }

  private static @Nullable Integer number(String what, @Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw invalid(what + ": unreadable (expected: a number)");
    }
  }

  /// A number of seconds, or a duration such as `PT2H`.
  private static @Nullable Integer seconds(@Nullable String text) {
    if (text == null || !text.startsWith("P")) {
      return number("max-duration", text);
    }
    try {
      return Math.toIntExact(Duration.parse(text).toSeconds());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw invalid("max-duration: unreadable (expected: seconds, or a duration)");
    }
  }

  private static GroupRefused invalid(String detail) {
    return new GroupRefused(Reason.INVALID, detail);
  }
}
