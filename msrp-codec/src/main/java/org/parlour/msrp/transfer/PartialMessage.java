package org.parlour.msrp.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.RequestHead;

/// What has come of one message: its octets at their places, and which places are filled. Of octets
/// that come twice the last ones count (RFC 4975 §7.3.1).
///
/// Owns its buffer until [#take] or [#release].
final class PartialMessage {
  private final RequestHead firstHead;
  private final ByteBuf body = Unpooled.buffer();
  private final Spans spans = new Spans();
  private long total = ByteRange.UNKNOWN;
  private long touchedNanos;

  PartialMessage(RequestHead firstHead) {
    this.firstHead = firstHead;
  }

  RequestHead firstHead() {
    return firstHead;
  }

  long touchedNanos() {
    return touchedNanos;
  }

  void touch(long nowNanos) {
    touchedNanos = nowNanos;
  }

  /// @return whether it agrees with what is known already
  boolean totalIs(long stated) {
    if (total == ByteRange.UNKNOWN) {
      total = stated;
    }
    return total == stated && spans.end() <= total;
  }

  boolean isWithinTotal(long end) {
    return total == ByteRange.UNKNOWN || end <= total;
  }

  /// Octets of memory.
  int capacity() {
    return body.capacity();
  }

  /// Octets of memory when something is put before `end`.
  int capacityFor(int end) {
    int now = body.capacity();
    return end <= now ? now : Math.max(end, Math.min(2 * now, 1 << 30));
  }

  /// Puts `data` at `start`, from 0. Takes ownership of `data`. The caller has checked the size
  /// limit, which is below 2^31.
  void add(int start, ByteBuf data) {
    int length = data.readableBytes();
    int end = start + length;
    try {
      int capacity = capacityFor(end);
      if (capacity > body.capacity()) {
        body.capacity(capacity);
      }
      body.setBytes(start, data, data.readerIndex(), length);
    } finally {
      data.release();
    }
    spans.add(start, end);
  }

  /// How many separate parts are there.
  int parts() {
    return spans.count();
  }

  boolean isComplete() {
    return total != ByteRange.UNKNOWN && spans.cover(total);
  }

  /// The whole body, whose owner the caller becomes.
  ByteBuf take() {
    return body.setIndex(0, Math.toIntExact(total));
  }

  void release() {
    body.release();
  }
}
