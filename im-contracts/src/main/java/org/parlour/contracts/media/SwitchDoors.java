package org.parlour.contracts.media;

import org.jspecify.annotations.Nullable;

/// Where a switch takes MSRP otherwise than over plain TCP; null where it does not.
///
/// @param tls `msrps`
/// @param ws WebSocket
/// @param wss secure WebSocket
/// @param fingerprint the value of `a=fingerprint` for its certificate (RFC 8122); null when that
///     comes from an authority, so that nothing need be said of it
public record SwitchDoors(
    @Nullable SwitchAddress tls,
    @Nullable SwitchAddress ws,
    @Nullable SwitchAddress wss,
    @Nullable String fingerprint) {}
