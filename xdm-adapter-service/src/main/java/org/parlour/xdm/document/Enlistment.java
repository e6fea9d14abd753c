package org.parlour.xdm.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.XmlElement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts into what a group's document says whoever stands in the lists to which it refers: those of
/// its own list are members, without a nickname; those of a rule are whom the rule is for. Lives
/// for one document.
final class Enlistment {
  private static final Logger LOG = LoggerFactory.getLogger(Enlistment.class);

  private final ReferredLists lists;
  private final @Nullable String owner;
  private int places;
  private long octets;
  private boolean full;

  /// @param places how many members may come in
  /// @param octets what they and those of rules may take in a record
  Enlistment(ReferredLists lists, @Nullable String owner, int places, long octets) {
    this.lists = lists;
    this.owner = owner;
    this.places = places;
    this.octets = octets;
  }

  Definition of(GroupContent content) {
    Definition said = content.definition();
    List<Member> members = members(said.members(), content.listed());
    List<GroupRule> rules =
        said.rules() == null ? null : said.rules().stream().map(this::rule).toList();
    if (full) {
      LOG.warn("group {}: the lists that it refers to have more users than fit", content.uri());
    }
    return new Definition(
        said.displayName(),
        members,
        said.inviteMembers(),
        said.maxParticipants(),
        said.openToAll(),
        rules,
        said.maxDuration(),
        said.subject());
  }

  /// In the order of the document. Whoever has an entry of its own is named by that.
  private List<Member> members(List<Member> entries, List<XmlElement> listed) {
    Set<ImAddress> known = new HashSet<>();
    entries.forEach(entry -> known.add(entry.address()));
    List<Member> members = new ArrayList<>();
    Iterator<Member> next = entries.iterator();
    for (XmlElement element : listed) {
      if (GroupXml.isEntry(element)) {
        members.add(next.next());
      } else {
        for (ImAddress user : lists.users(GroupXml.anchor(element), owner)) {
          if (!known.contains(user) && hasRoom(user, true)) {
            known.add(user);
            members.add(new Member(user, null));
          }
        }
      }
    }
    return members;
  }

  private GroupRule rule(GroupRule rule) {
    return new GroupRule(
        rule.id(), rule.conditions().stream().map(this::condition).toList(), rule.actions());
  }

  private RuleCondition condition(RuleCondition condition) {
    if (!(condition instanceof RuleCondition.ExternalList list)) {
      return condition;
    }
    List<ImAddress> users = new ArrayList<>();
    for (String anchor : list.anchors()) {
      for (ImAddress user : lists.users(anchor, owner)) {
        if (hasRoom(user, false)) {
          users.add(user);
        }
      }
    }
    return new RuleCondition.ExternalList(list.anchors(), users);
  }

  private boolean hasRoom(ImAddress user, boolean member) {
    long takes = GroupWording.octets(user);
    if ((member && places == 0) || takes > octets) {
      full = true;
      return false;
    }
    places -= member ? 1 : 0;
    octets -= takes;
    return true;
  }
}
