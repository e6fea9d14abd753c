package org.parlour.mswitch.session;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.mswitch.session.Transfer.Sending;
import org.parlour.mswitch.session.Transfer.Target;
import org.parlour.mswitch.switching.EnvelopeRewriter;
import org.parlour.mswitch.switching.MediaTypes;
import org.parlour.mswitch.switching.Routing;
import org.parlour.protocol.address.ImAddress;

/// Messages of the server itself (clause 7.2.3.5, reference §6.6). Runs on the session's loop.
final class Notices {
  private static final byte[] NOTHING = {};
  private static final String TYPE = "text/plain";

  private final SwitchSession session;
  private final Shared shared;
  private final Frames frames;

  Notices(SwitchSession session, Frames frames) {
    this.session = session;
    this.shared = session.shared();
    this.frames = frames;
  }

  /// Sends one: never answered, never recorded.
  ///
  /// @param legName null for everybody
  void say(@Nullable String legName, String event, String text) {
    ImAddress from = session.addressee();
    Leg only = legName == null ? null : session.legs().get(legName);
    if (legName != null && only == null) {
      return;
    }
    ImAddress to = only == null ? from : only.description().participant();
    byte[] body =
        EnvelopeRewriter.notice(
            from, to, event.toLowerCase(Locale.ROOT), text, shared.time().now());
    ByteRange range = ByteRange.of(1, body.length, body.length);
    Sending sending = new Sending(MediaTypes.CPIM, List.of(), 0, false);
    Frames.Piece piece =
        Frames.piece(range, sending, NOTHING, Unpooled.wrappedBuffer(body), End.COMPLETE);
    for (Leg leg : only == null ? List.copyOf(session.legs().values()) : List.of(only)) {
      if (!leg.isGone()
          && Routing.mayReceive(leg.description())
          && MediaTypes.takes(leg.description(), TYPE)) {
        frames.write(new Target(leg, frames.messageId()), piece);
        session.touch(leg);
      }
    }
  }
}
