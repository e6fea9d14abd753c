package org.parlour.xdm.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;

/// A rule of a group or of a user in words.
///
/// @param who whom it is for
/// @param may what it allows
record RuleWords(String id, String who, String may) {
  static List<RuleWords> of(List<GroupRule> rules) {
    return rules.stream().map(RuleWords::of).toList();
  }

  static RuleWords of(GroupRule rule) {
    return new RuleWords(
        rule.id(), who(rule.conditions()), all(rule.actions().stream().map(RuleWords::may)));
  }

  static RuleWords of(AccessRule rule) {
    return new RuleWords(
        rule.id(), who(rule.conditions()), all(rule.actions().stream().map(RuleWords::may)));
  }

  private static String who(List<RuleCondition> conditions) {
    return conditions.isEmpty()
        ? "everybody"
        : conditions.stream().map(RuleWords::who).collect(Collectors.joining(", and only "));
  }

  static String who(RuleCondition condition) {
    return switch (condition) {
      case RuleCondition.Identity identity -> named(identity);
      case RuleCondition.IsListMember c -> "members";
      case RuleCondition.AnonymousRequest c -> "who asks for anonymity";
      case RuleCondition.OtherIdentity c -> "whom no rule names";
      case RuleCondition.ExternalList list -> "who stands in " + String.join(", ", list.anchors());
      case RuleCondition.Validity validity -> times(validity);
      case RuleCondition.Sphere sphere ->
          "nobody: who is in the sphere " + sphere.value() + " is not known";
      case RuleCondition.Unknown c -> "nobody: this version does not know the condition";
    };
  }

  private static String named(RuleCondition.Identity identity) {
    List<String> names = new ArrayList<>(texts(identity.one()));
    for (RuleCondition.Many many : identity.many()) {
      List<String> without = new ArrayList<>(texts(many.exceptUsers()));
      without.addAll(many.exceptDomains());
      String all = many.domain() == null ? "users of every domain" : "users of " + many.domain();
      names.add(without.isEmpty() ? all : all + " (not " + String.join(", ", without) + ")");
    }
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private static String times(RuleCondition.Validity validity) {
    return validity.periods().stream()
        .map(period -> period.from() + " until " + period.until())
        .collect(Collectors.joining(" or ", "who asks from ", ""));
  }

  private static List<String> texts(List<ImAddress> addresses) {
    return addresses.stream().map(ImAddress::toString).toList();
  }

  private static String all(Stream<String> may) {
    String all = may.collect(Collectors.joining(", "));
    return all.isEmpty() ? "nothing" : all;
  }

  private static String may(AccessAction action) {
    return switch (action) {
      case ALLOW_SESSION -> "invite the user";
      case ALLOW_PAGER_MODE_MESSAGE -> "send the user messages";
    };
  }

  static String may(GroupAction action) {
    return switch (action) {
      case ALLOW_INITIATE_CONFERENCE -> "start the session";
      case JOIN_HANDLING -> "join";
      case ALLOW_CONFERENCE_STATE -> "see who is in";
      case ALLOW_ANONYMITY -> "be anonymous";
      case ALLOW_INVITE_USERS_DYNAMICALLY -> "add others";
      case ALLOW_EXPELLING -> "expel";
      case IS_KEY_PARTICIPANT -> "end the session by leaving last";
    };
  }
}
