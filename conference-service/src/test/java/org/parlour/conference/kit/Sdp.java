package org.parlour.conference.kit;

import java.util.List;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MediaLine;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.OtherMedia;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Descriptions of clients.
public final class Sdp {
  public static final MediaLine AUDIO = new OtherMedia("audio", 4000, "RTP/AVP", "0");

  private Sdp() {}

  public static SessionDescription of(MediaLine... lines) {
    return new SessionDescription("client", 7, 1, "192.0.2.1", List.of(lines));
  }

  /// A usual chat client that connects out.
  public static MsrpMedia chat(String user) {
    return msrp(user, Setup.ACTIVE, "message/cpim", "application/im-iscomposing+xml");
  }

  public static MsrpMedia msrp(String user, Setup setup, String... types) {
    return new MsrpMedia(
        9,
        false,
        List.of("msrp://" + user + ".invalid:9/" + user + ";tcp"),
        List.of(types),
        List.of("text/plain"),
        null,
        Direction.SENDRECV,
        setup,
        null,
        List.of("nickname", "private-messages"),
        List.of());
  }
}
