package org.parlour.mswitch.session;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.session.Frames.Piece;

/// What waits for a leg whose peer comes from another switch. Its path is not known yet, so nothing
/// can be written for it; each piece is kept on the heap, once for all legs that wait for it. Owned
/// by the session's loop.
final class Held {
  private record Entry(byte[] messageId, Piece piece) {}

  private final List<Entry> entries = new ArrayList<>();
  private long bytes;

  /// @param kept from [#keep]
  void add(byte[] messageId, Piece kept) {
    entries.add(new Entry(messageId, kept));
    bytes += kept.fields().length + kept.start().length + kept.rest().readableBytes();
  }

  long bytes() {
    return bytes;
  }

  int frames() {
    return entries.size();
  }

  /// Writes everything to the leg.
  void writeTo(Leg leg, Frames frames) {
    for (Entry entry : entries) {
      frames.write(new Transfer.Target(leg, entry.messageId()), entry.piece());
    }
  }

  /// Copies pieces off the network's buffers. The piece of the last call is not copied again.
  static final class Keeper {
    private @Nullable Piece source;
    private @Nullable Piece kept;

    Piece keep(Piece piece) {
      Piece known = kept;
      if (piece == source && known != null) {
        return known;
      }
      Piece copy =
          new Piece(
              piece.fields(),
              piece.start(),
              Unpooled.wrappedBuffer(ByteBufUtil.getBytes(piece.rest())),
              piece.end(),
              piece.bodied(),
              piece.guarded());
      source = piece;
      kept = copy;
      return copy;
    }
  }
}
