package org.parlour.conference.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SessionDescription;

/// The media of a leg.
///
/// @param path our MSRP URI
/// @param sdpSession of our `o=` line
/// @param local our newest description
/// @param remote the peer's newest MSRP stream; null before it said one
/// @param connectOut the switch opens the connection
/// @param moving `path` is new and the peer has not agreed to it yet
public record LegMedia(
    String path,
    long sdpSession,
    @Nullable SessionDescription local,
    @Nullable MsrpMedia remote,
    boolean connectOut,
    boolean moving) {

  /// How the peer reaches the switch.
  public MsrpTransport transport() {
    return Objects.requireNonNullElse(MsrpTransport.of(path), MsrpTransport.TCP);
  }

  public LegMedia described(SessionDescription ours) {
    return new LegMedia(path, sdpSession, ours, remote, connectOut, moving);
  }

  public LegMedia agreed(MsrpMedia theirs, boolean weConnect) {
    return new LegMedia(path, sdpSession, local, theirs, weConnect, moving);
  }

  /// The session has another switch.
  ///
  /// @param agreed whether the peer needs no telling
  public LegMedia at(String newPath, boolean agreed) {
    return new LegMedia(newPath, sdpSession, local, remote, false, !agreed);
  }

  /// The peer agreed to the path.
  public LegMedia arrived() {
    return new LegMedia(path, sdpSession, local, remote, connectOut, false);
  }

  public long nextVersion() {
    return local == null ? 1 : local.sessionVersion() + 1;
  }
}
