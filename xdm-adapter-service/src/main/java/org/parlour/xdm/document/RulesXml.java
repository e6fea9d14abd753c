package org.parlour.xdm.document;

import static org.parlour.xdm.document.GroupNames.CONDITIONS;
import static org.parlour.xdm.document.GroupNames.EXTENSIONS;
import static org.parlour.xdm.document.GroupNames.LIST_SERVICE;
import static org.parlour.xdm.document.GroupNames.POLICY;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlElement;

/// Reads rulesets of documents (RFC 4745, reference §5.4), of groups as a whole. A condition that
/// we do not know never holds; an action that we do not know is left out.
public final class RulesXml {
  private static final Set<String> YES = Set.of("true", "1", "allow");

  private RulesXml() {}

  static List<GroupRule> read(XmlElement ruleset) {
    return ruleset.children(POLICY, "rule").stream().map(RulesXml::rule).toList();
  }

  private static GroupRule rule(XmlElement rule) {
    Set<GroupAction> actions = EnumSet.noneOf(GroupAction.class);
    for (XmlElement action :
        rule.child(POLICY, "actions").map(XmlElement::children).orElse(List.of())) {
      @Nullable GroupAction known = action(action);
      if (known != null && YES.contains(action.text().strip().toLowerCase(Locale.ROOT))) {
        actions.add(known);
      }
    }
    return new GroupRule(rule.attribute("id").orElse(""), conditions(rule), actions);
  }

  /// When a rule is for somebody.
  public static List<RuleCondition> conditions(XmlElement rule) {
    List<RuleCondition> conditions = new ArrayList<>();
    rule.child(POLICY, "conditions")
        .map(XmlElement::children)
        .orElse(List.of())
        .forEach(condition -> conditions.add(condition(condition)));
    return conditions;
  }

  private static @Nullable GroupAction action(XmlElement element) {
    String namespace = element.name().namespace();
    boolean ours = namespace.equals(LIST_SERVICE) || namespace.equals(EXTENSIONS);
    return ours ? GroupAction.of(element.name().local()) : null;
  }

  private static RuleCondition condition(XmlElement condition) {
    if (condition.is(POLICY, "identity")) {
      return identity(condition);
    }
    if (condition.is(LIST_SERVICE, "is-list-member")) {
      return new RuleCondition.IsListMember();
    }
    if (condition.is(CONDITIONS, "anonymous-request")) {
      return new RuleCondition.AnonymousRequest();
    }
    if (condition.is(CONDITIONS, "other-identity")) {
      return new RuleCondition.OtherIdentity();
    }
    if (condition.is(CONDITIONS, "external-list")) {
      List<String> anchors = new ArrayList<>();
      condition
          .children(CONDITIONS, "entry")
          .forEach(entry -> entry.attribute("anc").ifPresent(anchors::add));
      return new RuleCondition.ExternalList(anchors, List.of());
    }
    if (condition.is(POLICY, "validity")) {
      return validity(condition);
    }
    if (condition.is(POLICY, "sphere")) {
      return new RuleCondition.Sphere(condition.attribute("value").orElse(""));
    }
    return new RuleCondition.Unknown();
  }

  /// From and until in turn; what is no time never holds.
  private static RuleCondition validity(XmlElement validity) {
    List<RuleCondition.Period> periods = new ArrayList<>();
    @Nullable Instant from = null;
    for (XmlElement child : validity.children()) {
      @Nullable Instant time = time(child.text());
      if (time == null) {
        return new RuleCondition.Unknown();
      }
      if (child.is(POLICY, "from")) {
        from = time;
      } else if (child.is(POLICY, "until") && from != null) {
        periods.add(new RuleCondition.Period(from, time));
        from = null;
      } else {
        return new RuleCondition.Unknown();
      }
    }
    return new RuleCondition.Validity(periods);
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static RuleCondition identity(XmlElement identity) {
    List<ImAddress> one = new ArrayList<>();
    List<RuleCondition.Many> many = new ArrayList<>();
    for (XmlElement child : identity.children()) {
      if (child.is(POLICY, "one")) {
        address(child.attribute("id")).ifPresent(one::add);
      } else if (child.is(POLICY, "many")) {
        // an exception that we do not know must not be lost
        if (child.children().size() != child.children(POLICY, "except").size()) {
          return new RuleCondition.Unknown();
        }
        many.add(many(child));
      }
    }
    return new RuleCondition.Identity(one, many);
  }

  private static RuleCondition.Many many(XmlElement many) {
    List<ImAddress> users = new ArrayList<>();
    List<String> domains = new ArrayList<>();
    for (XmlElement except : many.children(POLICY, "except")) {
      address(except.attribute("id")).ifPresent(users::add);
      except.attribute("domain").map(RulesXml::domain).ifPresent(domains::add);
    }
    return new RuleCondition.Many(
        many.attribute("domain").map(RulesXml::domain).orElse(null), users, domains);
  }

  private static String domain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /// Empty for what is no address: nobody has it.
  private static Optional<ImAddress> address(Optional<String> text) {
    try {
      return text.map(value -> ImAddress.parse(value.strip()).canonical());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
