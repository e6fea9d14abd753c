package org.parlour.conference;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;

/// How invitees are offered to reach the switch. Where the switch does not take it, and where an
/// invitee refuses it with 488, TCP is offered.
public enum OfferTransport {
  /// As the inviter reaches it.
  INVITER(null),
  TCP(MsrpTransport.TCP),
  TLS(MsrpTransport.TLS),
  WS(MsrpTransport.WS),
  WSS(MsrpTransport.WSS);

  private final @Nullable MsrpTransport fixed;

  OfferTransport(@Nullable MsrpTransport fixed) {
    this.fixed = fixed;
  }

  /// @param inviter the inviter's stream
  public MsrpTransport of(MsrpMedia inviter) {
    return fixed == null
        ? Objects.requireNonNullElse(MsrpTransport.of(inviter), MsrpTransport.TCP)
        : fixed;
  }
}
