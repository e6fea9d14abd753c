package org.parlour.contracts.sip;

import org.jspecify.annotations.Nullable;

/// Subscription-State (RFC 6665 §4.1.3).
///
/// @param expires seconds left, null when terminated
/// @param reason of the termination, null otherwise
public record SubscriptionState(
    boolean active, @Nullable Integer expires, @Nullable TerminationReason reason) {
  public static SubscriptionState active(int expires) {
    return new SubscriptionState(true, expires, null);
  }

  public static SubscriptionState terminated(TerminationReason reason) {
    return new SubscriptionState(false, null, reason);
  }

  /// RFC 6665 §4.1.3; the names are the wire's, in upper case.
  public enum TerminationReason {
    NORESOURCE,
    TIMEOUT,
    REJECTED,
    DEACTIVATED,
    GIVEUP,
    PROBATION,
    INVARIANT
  }
}
