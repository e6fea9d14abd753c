package org.parlour.conference.policy;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.PartMap;
import org.parlour.conference.state.StoredPolicy;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.group.Ruleset;
import org.parlour.contracts.group.Ruleset.Requester;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.user.AccessAction;
import org.parlour.protocol.address.ImAddress;

/// What is known of users, handed to each decision. Immutable: a later version is another instance,
/// so that one decision sees one.
///
/// @param known by canonical address
/// @param provisioned domains, lower case, whose users must be known; users of others need not
public record Users(PartMap<StoredPolicy> known, Set<String> provisioned) {
  /// Nothing is known, and everybody may do everything.
  public static final Users OPEN = new Users(PartMap.empty(), Set.of());

  public Users {
    provisioned = Set.copyOf(provisioned);
  }

  /// Who asks a user for something.
  ///
  /// @param originator null when nobody vouches for one
  public record Asking(@Nullable ImAddress originator, boolean anonymous, Instant at) {}

  /// Whether the user may use the service (7.2.1.2-2, 8.3.1.1.1-5).
  public boolean mayOriginate(ImAddress user) {
    StoredPolicy policy = policy(user);
    return policy == null ? !mustBeKnown(user) : !policy.definition().barredOutgoing();
  }

  /// Why a user cannot be asked (reference §4.5).
  ///
  /// @return null when it can
  public @Nullable ImError refusal(ImAddress user, AccessAction action, Asking asking) {
    StoredPolicy policy = policy(user);
    if (policy == null) {
      return mustBeKnown(user) ? ImError.USER_UNKNOWN : null;
    }
    return admits(policy.definition(), action, asking) ? null : ImError.NOT_ALLOWED_BY_RECIPIENT;
  }

  /// By the user's own rules; without a document, or without rules in it, everybody is admitted.
  public static boolean admits(UserPolicy.Definition user, AccessAction action, Asking asking) {
    if (user.barredIncoming()) {
      return false;
    }
    if (user.rules() == null || user.rules().isEmpty()) {
      return true;
    }
    ImAddress asker = asking.originator() == null ? null : asking.originator().canonical();
    boolean anonymous = asking.anonymous() || asker == null;
    return Ruleset.granted(user.rules(), new Requester(asker, false, anonymous, asking.at()))
        .contains(action);
  }

  private @Nullable StoredPolicy policy(ImAddress user) {
    return known.isEmpty() ? null : known.get(key(user));
  }

  private boolean mustBeKnown(ImAddress user) {
    return !provisioned.isEmpty() && provisioned.contains(user.host().toLowerCase(Locale.ROOT));
  }

  /// The same with what this policy says; what is older than what is known changes nothing.
  public Users with(UserPolicy policy) {
    String key = key(policy.user());
    StoredPolicy before = known.get(key);
    if (before != null && before.version() >= policy.version()) {
      return this;
    }
    return new Users(
        policy.definition() == null
            ? known.without(key)
            : known.with(key, new StoredPolicy(policy.version(), policy.definition())),
        provisioned);
  }

  private static String key(ImAddress user) {
    return user.canonical().toString();
  }
}
