package org.parlour.contracts.sip;

import org.jspecify.annotations.Nullable;

/// Session-Expires (RFC 4028 §4).
///
/// @param seconds the interval
/// @param refresher null when the peer left it open
public record SessionExpires(int seconds, @Nullable Refresher refresher) {
  /// From the viewpoint of the request in which it stands.
  public enum Refresher {
    UAC,
    UAS
  }
}
