package org.parlour.xdm.user;

import static org.parlour.xdm.document.GroupNames.IM_RULES;
import static org.parlour.xdm.document.GroupNames.POLICY;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.xdm.document.RulesXml;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Reads the rules of a user (reference §11.4).
final class AccessXml {
  private static final Set<String> YES = Set.of("pass", "accept", "true");

  private AccessXml() {}

  static List<AccessRule> rules(XmlDocument document) {
    return elements(document).stream().map(AccessXml::rule).toList();
  }

  /// The elements of the rules, in their order.
  static List<XmlElement> elements(XmlDocument document) {
    return document.root().children(POLICY, "rule");
  }

  static AccessRule rule(XmlElement rule) {
    Set<AccessAction> allowed = EnumSet.noneOf(AccessAction.class);
    for (XmlElement actions : rule.children(POLICY, "actions")) {
      for (AccessAction action : AccessAction.values()) {
        if (actions.children(IM_RULES, action.element()).stream().anyMatch(AccessXml::isYes)) {
          allowed.add(action);
        }
      }
    }
    return new AccessRule(rule.attribute("id").orElse(""), RulesXml.conditions(rule), allowed);
  }

  private static boolean isYes(XmlElement action) {
    return YES.contains(action.text().strip());
  }
}
