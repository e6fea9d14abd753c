package org.parlour.conference.state;

import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;

/// What one key's inputs change. Immutable.
public sealed interface Aggregate permits Focus, ServedUser, PagerFanout, UpstreamSubscription {
  AggregateKey key();

  /// The timers that run, by name.
  PartMap<Timer> timers();

  /// Whether there is nothing left to remember.
  boolean isEmpty();

  /// The aggregate that lives under `key` before anything happened. The key alone says which kind
  /// it is: the IM domain's URIs have a focus, `pager:` is a fan-out, `upstream:` a
  /// subscription of ours, and every other URI is a user.
  static Aggregate empty(AggregateKey key, ImDomain domain) {
    String value = key.value();
    if (value.startsWith("pager:")) {
      return PagerFanout.empty(key);
    }
    if (key.isUpstream()) {
      return UpstreamSubscription.empty(key);
    }
    return value.endsWith("@" + domain.host()) || value.contains("@" + domain.host() + ":")
        ? Focus.empty(key)
        : ServedUser.empty(key);
  }
}
