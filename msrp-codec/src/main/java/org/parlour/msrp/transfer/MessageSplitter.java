package org.parlour.msrp.transfer;

import io.netty.buffer.ByteBuf;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;

/// Splits a body into the chunks of its SEND requests, in order (RFC 4975 §5.1, §7.1.1). Ranges are
/// 1-based and inclusive; the last chunk ends with `$`, the others with `+`. An empty body is one
/// chunk `1-0/0`. A chunk of more than 2048 octets may be interrupted on its way, so its range has
/// an open end.
///
/// Borrows the body while it is used; each chunk's data is a retained slice that the taker
/// releases. One owner: not thread-safe.
public final class MessageSplitter implements Iterator<MessageSplitter.Chunk> {
  /// @param data owned by whoever takes the chunk
  public record Chunk(ByteRange range, ByteBuf data, End end) {}

  /// Largest chunk that need not be interruptible.
  public static final int UNINTERRUPTED = 2048;

  private final ByteBuf body;
  private final int chunkBytes;
  private final int total;
  private int taken;
  private boolean done;

  /// @param chunkBytes most octets in a chunk, 1 or more
  public MessageSplitter(ByteBuf body, int chunkBytes) {
    if (chunkBytes < 1) {
      throw new IllegalArgumentException("chunkBytes: " + chunkBytes + " (expected: 1 or more)");
    }
    this.body = body;
    this.chunkBytes = chunkBytes;
    this.total = body.readableBytes();
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  @Override
  public Chunk next() {
    if (done) {
      throw new NoSuchElementException();
    }
    int length = Math.min(chunkBytes, total - taken);
    ByteBuf data = body.retainedSlice(body.readerIndex() + taken, length);
    long last = length > UNINTERRUPTED ? ByteRange.UNKNOWN : (long) taken + length;
    ByteRange range = ByteRange.of(taken + 1L, last, total);
    taken += length;
    done = taken == total;
    return new Chunk(range, data, done ? End.COMPLETE : End.MORE);
  }
}
