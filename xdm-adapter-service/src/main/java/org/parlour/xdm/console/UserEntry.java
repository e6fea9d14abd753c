package org.parlour.xdm.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.user.Access;
import org.parlour.xdm.user.Subscription;
import org.parlour.xdm.user.User;

/// A user as it is stored. What pages read is public.
///
/// @param version differs after each change
/// @param access the rules as fields
/// @param rules all of the document's; null without one
record UserEntry(
    ImAddress address,
    long version,
    Subscription subscription,
    Access access,
    @Nullable List<AccessRule> rules) {
  static UserEntry of(User user) {
    return new UserEntry(
        user.address(),
        user.version(),
        user.content().subscription(),
        user.content().access(),
        user.content().definition().rules());
  }

  /// Whether others than those whom rules name may invite the user.
  public boolean allowSession() {
    return access.others().contains(AccessAction.ALLOW_SESSION);
  }

  /// Whether others than those whom rules name may send messages to the user.
  public boolean allowMessage() {
    return access.others().contains(AccessAction.ALLOW_PAGER_MODE_MESSAGE);
  }

  /// The rules, none without a document.
  public List<RuleWords> words() {
    return rules == null ? List.of() : rules.stream().map(RuleWords::of).toList();
  }

  /// From what the user is barred; empty for nothing.
  public String barred() {
    if (subscription.barredOutgoing()) {
      return subscription.barredIncoming() ? "outgoing, incoming" : "outgoing";
    }
    return subscription.barredIncoming() ? "incoming" : "";
  }
}
