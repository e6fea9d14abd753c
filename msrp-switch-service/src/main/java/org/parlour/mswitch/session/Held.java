package org.parlour.mswitch.session;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.session.Frames.Piece;

/// What waits for a leg whose peer comes from another switch. Its path is not known yet, so nothing
/// can be written for it; each piece is kept on the heap, once for all legs that wait for it. Owned
/// by the session's loop.
final class Held {
  private record Entry(byte[] messageId, Piece piece) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  /// @param kept from [#keep]
  void add(byte[] messageId, Piece kept) {
    entries.add(new Entry(messageId, kept));
    bytes += octets(kept);
  }

  private static int octets(Piece kept) {
    return kept.fields().length + kept.start().length + kept.rest().readableBytes();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  int frames() {
    return entries.size();
  }

  /// Writes the oldest pieces to the leg, until it has `most` octets before it.
  void writeTo(Leg leg, Frames frames, int most) {
    while (!entries.isEmpty() && leg.output().queuedBytes() < most) {
      Entry entry = entries.remove();
      bytes -= octets(entry.piece());
      frames.writeNow(new Transfer.Target(leg, entry.messageId()), entry.piece());
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
