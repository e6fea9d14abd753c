package org.parlour.xdm.document;

import java.util.List;
import java.util.stream.Collectors;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.XmlElement;

/// Writes a ruleset that [RulesXml] reads back as the same rules.
final class RulesText {
  private RulesText() {}

  /// @param scope the element in which it will stand
  /// @param indent what to write before each line
  static String of(List<GroupRule> rules, XmlElement scope, String indent) {
    String inner =
        rules.stream().map(rule -> rule(rule, indent + "  ")).collect(Collectors.joining());
    return "<cp:ruleset"
        + GroupNames.declarations(scope, "", "cp", "ocp", "oxe")
        + ">"
        + inner
        + indent
        + "</cp:ruleset>";
  }

  private static String rule(GroupRule rule, String indent) {
    String conditions =
        rule.conditions().stream().map(RulesText::condition).collect(Collectors.joining());
    String actions =
        rule.actions().stream()
            .map(action -> indent + "    " + action(action))
            .collect(Collectors.joining());
    return indent
        + "<cp:rule id=\""
        + AttributeValue.escaped(rule.id())
        + "\">"
        + indent
        + "  <cp:conditions>"
        + conditions
        + "</cp:conditions>"
        + indent
        + "  <cp:actions>"
        + actions
        + indent
        + "  </cp:actions>"
        + indent
        + "</cp:rule>";
  }

  private static String action(GroupAction action) {
    String prefix = action == GroupAction.ALLOW_EXPELLING ? "oxe:" : "";
    String name = prefix + action.element();
    return "<" + name + ">true</" + name + ">";
  }

  private static String condition(RuleCondition condition) {
    return switch (condition) {
      case RuleCondition.Identity identity -> identity(identity);
      case RuleCondition.IsListMember c -> "<is-list-member/>";
      case RuleCondition.AnonymousRequest c -> "<ocp:anonymous-request/>";
      case RuleCondition.OtherIdentity c -> "<ocp:other-identity/>";
      case RuleCondition.ExternalList list -> externalList(list);
      case RuleCondition.Validity validity -> validity(validity);
      case RuleCondition.Sphere sphere ->
          "<cp:sphere value=\"" + AttributeValue.escaped(sphere.value()) + "\"/>";
      case RuleCondition.Unknown c -> "<oxe:unknown/>";
    };
  }

  private static String externalList(RuleCondition.ExternalList list) {
    return list.anchors().stream()
        .map(anchor -> "<ocp:entry anc=\"" + AttributeValue.escaped(anchor) + "\"/>")
        .collect(Collectors.joining("", "<ocp:external-list>", "</ocp:external-list>"));
  }

  private static String validity(RuleCondition.Validity validity) {
    return validity.periods().stream()
        .map(
            period ->
                "<cp:from>"
                    + period.from()
                    + "</cp:from><cp:until>"
                    + period.until()
                    + "</cp:until>")
        .collect(Collectors.joining("", "<cp:validity>", "</cp:validity>"));
  }

  private static String identity(RuleCondition.Identity identity) {
    StringBuilder text = new StringBuilder("<cp:identity>");
    identity.one().forEach(user -> text.append("<cp:one").append(id(user)).append("/>"));
    for (RuleCondition.Many many : identity.many()) {
      text.append("<cp:many")
          .append(many.domain() == null ? "" : domain(many.domain()))
          .append(">");
      many.exceptUsers().forEach(u -> text.append("<cp:except").append(id(u)).append("/>"));
      many.exceptDomains().forEach(d -> text.append("<cp:except").append(domain(d)).append("/>"));
      text.append("</cp:many>");
    }
    return text.append("</cp:identity>").toString();
  }

  private static String id(ImAddress user) {
    return " id=\"" + AttributeValue.escaped(user.toString()) + "\"";
  }

  private static String domain(String domain) {
    return " domain=\"" + AttributeValue.escaped(domain) + "\"";
  }
}
