package org.parlour.protocol.sdp;

import java.util.Locale;

/// Which way a stream flows, as its describer sees it (RFC 8866 §6.7).
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /// The same flow seen from the other side.
  public Direction mirrored() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  /// The attribute's name on the wire.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
