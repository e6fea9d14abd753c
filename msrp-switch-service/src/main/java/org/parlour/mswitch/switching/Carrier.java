package org.parlour.mswitch.switching;

import java.util.Locale;

/// What carries MSRP: it decides about the first handlers of a pipeline, the others are the same.
public enum Carrier {
  TCP(false, false),
  /// `msrps`.
  TLS(true, false),
  /// RFC 7977: a WebSocket message for each MSRP message.
  WS(false, true),
  WSS(true, true);

  private final boolean secure;
  private final boolean framed;

  Carrier(boolean secure, boolean framed) {
    this.secure = secure;
    this.framed = framed;
  }

  /// Nobody else reads what it carries.
  public boolean secure() {
    return secure;
  }

  /// Each MSRP message must be written alone.
  public boolean framed() {
    return framed;
  }

  /// The metric tag.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
