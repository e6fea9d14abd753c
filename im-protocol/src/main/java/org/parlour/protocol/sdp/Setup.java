package org.parlour.protocol.sdp;

import java.util.Locale;

/// Who opens the MSRP connection (RFC 4145 §4, RFC 6135).
public enum Setup {
  ACTIVE,
  PASSIVE,
  ACTPASS,
  HOLDCONN;

  /// The attribute's value on the wire.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
