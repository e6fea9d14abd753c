package org.parlour.conference.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.address.ImAddress;

/// A group's document, written rule by rule.
public final class Rules {
  private final List<GroupRule> rules = new ArrayList<>();
  private List<GroupDocument.Member> members = List.of();
  private boolean inviteMembers;
  private Integer maxParticipants;
  private Integer maxDuration;
  private String subject;

  public Rules members(String... users) {
    members = SessionKit.members(users);
    return this;
  }

  public Rules inviting() {
    inviteMembers = true;
    return this;
  }

  public Rules atMost(int participants) {
    maxParticipants = participants;
    return this;
  }

  public Rules lasting(int seconds) {
    maxDuration = seconds;
    return this;
  }

  public Rules about(String text) {
    subject = text;
    return this;
  }

  public Rules everybodyMay(GroupAction... actions) {
    return rule(List.of(), actions);
  }

  public Rules membersMay(GroupAction... actions) {
    return rule(List.of(new RuleCondition.IsListMember()), actions);
  }

  public Rules userMay(String user, GroupAction... actions) {
    return rule(
        List.of(new RuleCondition.Identity(List.of(ImAddress.sip(user, "example.org")), List.of())),
        actions);
  }

  public Rules rule(List<RuleCondition> conditions, GroupAction... actions) {
    Set<GroupAction> allowed = EnumSet.noneOf(GroupAction.class);
    allowed.addAll(Arrays.asList(actions));
    rules.add(new GroupRule("r" + rules.size(), conditions, allowed));
    return this;
  }

  public GroupDocument.Definition document() {
    return new GroupDocument.Definition(
        "Lobby", members, inviteMembers, maxParticipants, false, rules, maxDuration, subject);
  }
}
