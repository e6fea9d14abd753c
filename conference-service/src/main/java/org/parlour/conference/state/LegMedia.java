package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// The media of a leg.
///
/// @param path our MSRP URI
/// @param sdpSession of our `o=` line
/// @param local our newest description
/// @param remote the peer's newest MSRP stream; null before it said one
/// @param connectOut the switch opens the connection
public record LegMedia(
    String path,
    long sdpSession,
    @Nullable SessionDescription local,
    @Nullable MsrpMedia remote,
    boolean connectOut) {

  public LegMedia described(SessionDescription ours) {
    return new LegMedia(path, sdpSession, ours, remote, connectOut);
  }

  public LegMedia agreed(MsrpMedia theirs, boolean weConnect) {
    return new LegMedia(path, sdpSession, local, theirs, weConnect);
  }

  public long nextVersion() {
    return local == null ? 1 : local.sessionVersion() + 1;
  }
}
