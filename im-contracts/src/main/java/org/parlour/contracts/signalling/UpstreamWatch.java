package org.parlour.contracts.signalling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// A document of an upstream XDMS is to be subscribed to, or not any more. It comes under
/// [org.parlour.contracts.routing.AggregateKey#ofUpstream]; that it comes again changes nothing.
///
/// @param seed 128 random bits, from which a subscription that it begins derives its ids
/// @param subject whose document it is, canonical: G or a user
/// @param wanted null: not any more
public record UpstreamWatch(Instant at, byte[] seed, ImAddress subject, @Nullable Wanted wanted)
    implements SignallingInput {
  /// @param notifier whom to subscribe with
  /// @param route a proxy that every request is to pass; null: as the edge is set up
  /// @param subscriber who subscribes
  /// @param document its selector, relative to the notifier's XCAP root, encoded
  public record Wanted(
      ImAddress notifier, @Nullable String route, ImAddress subscriber, String document) {}
}
