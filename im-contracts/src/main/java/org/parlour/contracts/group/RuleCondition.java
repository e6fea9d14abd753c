package org.parlour.contracts.group;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
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

  /// The user stands in one of the lists elsewhere (reference §5.4).
  ///
  /// @param anchors XCAP URIs of the lists
  /// @param users who stood in them when the document's owner last read them; nobody where it
  ///     could not
  record ExternalList(List<String> anchors, List<ImAddress> users) implements RuleCondition {
    public ExternalList {
      anchors = List.copyOf(anchors);
      users = List.copyOf(users);
    }
  }

  /// It is one of these times (RFC 4745 §7.3).
  record Validity(List<Period> periods) implements RuleCondition {
    public Validity {
      periods = List.copyOf(periods);
    }
  }

  /// @param until no longer within
  record Period(Instant from, Instant until) {}

  /// The owner of the document is in this situation (RFC 4745 §7.2). Nobody tells us about that, so
  /// it never holds.
  record Sphere(String value) implements RuleCondition {}

  /// Never holds.
  record Unknown() implements RuleCondition {}
}
