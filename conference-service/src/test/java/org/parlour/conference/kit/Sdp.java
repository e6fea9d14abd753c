package org.parlour.conference.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MediaLine;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.OtherMedia;
import org.parlour.protocol.sdp.SdpAttribute;
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

  /// A chat client that connects over something else.
  public static MsrpMedia over(MsrpTransport by, String user, @Nullable String fingerprint) {
    MsrpMedia chat = chat(user);
    return new MsrpMedia(
        9,
        by.secure(),
        List.of(by.uri(user + ".invalid", 9, user)),
        chat.acceptTypes(),
        chat.acceptWrappedTypes(),
        null,
        Direction.SENDRECV,
        Setup.ACTIVE,
        fingerprint,
        chat.chatroom(),
        List.of());
  }

  /// The same stream with further attributes.
  public static MsrpMedia with(MsrpMedia stream, SdpAttribute... attributes) {
    return changed(stream, stream.maxSize(), stream.direction(), List.of(attributes));
  }

  /// The same stream of somebody who takes messages of so many octets.
  public static MsrpMedia taking(long maxSize, MsrpMedia stream) {
    return changed(stream, maxSize, stream.direction(), stream.others());
  }

  /// The same stream in another direction.
  public static MsrpMedia in(Direction direction, MsrpMedia stream) {
    return changed(stream, stream.maxSize(), direction, stream.others());
  }

  private static MsrpMedia changed(
      MsrpMedia stream, @Nullable Long maxSize, Direction direction, List<SdpAttribute> others) {
    return new MsrpMedia(
        stream.port(),
        stream.tls(),
        stream.path(),
        stream.acceptTypes(),
        stream.acceptWrappedTypes(),
        maxSize,
        direction,
        stream.setup(),
        stream.fingerprint(),
        stream.chatroom(),
        others);
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
