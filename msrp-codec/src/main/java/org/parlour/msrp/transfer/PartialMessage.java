package org.parlour.msrp.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.TreeMap;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.RequestHead;

/// What has come of one message: its octets at their places, and which places are filled. Of octets
/// that come twice the last ones count.
///
/// Owns its buffer until [#take] or [#release].
final class PartialMessage {
  /// A sender that leaves more gaps than this plays with us.
  private static final int MOST_SPANS = 256;

  private final RequestHead firstHead;
  private final ByteBuf body = Unpooled.buffer();

  /// Start to end (exclusive) of what is filled, from 0; neither overlapping nor adjacent.
  private final TreeMap<Long, Long> spans = new TreeMap<>();

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
    return total == stated && (spans.isEmpty() || spans.lastEntry().getValue() <= total);
  }

  boolean isWithinTotal(long end) {
    return total == ByteRange.UNKNOWN || end <= total;
  }

  /// Puts `data` at `start`, from 0. Takes ownership of `data`. The caller has checked the size
  /// limit, which is below 2^31.
  ///
  /// @return false when there are too many gaps
  boolean add(long start, ByteBuf data) {
    int length = data.readableBytes();
    int end = Math.toIntExact(start + length);
    try {
      if (end > body.capacity()) {
        body.capacity(Math.max(end, Math.min(2 * body.capacity(), 1 << 30)));
      }
      body.setBytes((int) start, data, data.readerIndex(), length);
    } finally {
      data.release();
    }
    fill(start, end);
    return spans.size() <= MOST_SPANS;
  }

  private void fill(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> before = spans.floorEntry(start);
    if (before != null && before.getValue() >= start) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Long, Long> after = spans.ceilingEntry(from);
    while (after != null && after.getKey() <= to) {
      to = Math.max(to, after.getValue());
      spans.remove(after.getKey());
      after = spans.ceilingEntry(from);
    }
    if (to > from) {
      spans.put(from, to);
    }
  }

  boolean isComplete() {
    if (total == ByteRange.UNKNOWN) {
      return false;
    }
    Map.Entry<Long, Long> first = spans.firstEntry();
    return first == null ? total == 0 : first.getKey() == 0 && first.getValue() == total;
  }

  /// The whole body, whose owner the caller becomes.
  ByteBuf take() {
    return body.setIndex(0, Math.toIntExact(total));
  }

  void release() {
    body.release();
  }
}
