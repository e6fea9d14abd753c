package org.parlour.contracts.group;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// When a rule is for a user (RFC 4745 §7; reference §5.4). A condition of a later release reads as
/// [Unknown].
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "@type",
    defaultImpl = RuleCondition.Unknown.class)
public sealed interface RuleCondition {

  /// The user is one of these, or belongs to one of these domains (RFC 4745 §7.1).
  record Identity(List<ImAddress> one, List<Many> many) implements RuleCondition {
    public Identity {
      one = List.copyOf(one);
      many = List.copyOf(many);
    }
  }

  /// @param domain lower case; null for every domain
  /// @param exceptUsers who are none of the many
  /// @param exceptDomains likewise, lower case
  record Many(@Nullable String domain, List<ImAddress> exceptUsers, List<String> exceptDomains) {
    public Many {
      exceptUsers = List.copyOf(exceptUsers);
      exceptDomains = List.copyOf(exceptDomains);
    }
  }

  /// The user stands in the group's list.
  record IsListMember() implements RuleCondition {}

  /// The user asks for anonymity.
  record AnonymousRequest() implements RuleCondition {}

  /// No rule is for the user by its identity or by the list.
  record OtherIdentity() implements RuleCondition {}

  /// Never holds.
  record Unknown() implements RuleCondition {}
}
