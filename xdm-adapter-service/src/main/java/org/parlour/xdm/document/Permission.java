package org.parlour.xdm.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.Ruleset;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;

/// Whether the rules of a group let a user do something, as the focus asks them. Whether a session
/// is full, or has expelled the user, is not theirs to say.
///
/// @param user canonical
/// @param member stands in the group's list
/// @param rules all of the group, in order
public record Permission(
    ImAddress user, GroupAction action, boolean member, List<Ruleset.Judgement> rules) {

  /// @param anonymous asks for anonymity; who wants to be anonymous does
  public static Permission of(
      Definition group, ImAddress user, GroupAction action, boolean anonymous, Instant at) {
    ImAddress canonical = user.canonical();
    boolean member = group.members().stream().anyMatch(m -> m.address().equals(canonical));
    boolean hidden = anonymous || action == GroupAction.ALLOW_ANONYMITY;
    return new Permission(
        canonical,
        action,
        member,
        Ruleset.judged(group.ruleset(), new Ruleset.Requester(canonical, member, hidden, at)));
  }

  public boolean allowed() {
    return decisive() != null;
  }

  /// The first rule that is for the user and allows it; null when none does.
  public @Nullable GroupRule decisive() {
    return rules.stream()
        .filter(Ruleset.Judgement::applies)
        .map(Ruleset.Judgement::rule)
        .filter(rule -> rule.allows(action))
        .findFirst()
        .orElse(null);
  }
}
