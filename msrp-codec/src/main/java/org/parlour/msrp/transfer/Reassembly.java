package org.parlour.msrp.transfer;

import io.netty.buffer.ByteBuf;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.RequestHead;

/// Puts the chunks of the messages of one connection together, by session, Message-ID and range
/// (RFC 4975 §5.1, §7.3.1). Chunks may come in any order, twice, or overlap. The total is what a
/// Byte-Range says, or where the chunk with `$` ends.
///
/// One owner: not thread-safe. [#release] when the connection ends.
public final class Reassembly {
  /// What became of a piece.
  public sealed interface Outcome {
    /// The message waits for more, or for the end of the request.
    record Incomplete() implements Outcome {}

    /// @param head of the first piece that came
    /// @param body owned by whoever takes the outcome
    record Complete(RequestHead head, ByteBuf body) implements Outcome {}

    /// The sender gave it up.
    record Aborted(String messageId) implements Outcome {}

    /// Beyond the limits: what was held is dropped. Answered with 413.
    record TooLarge(String messageId) implements Outcome {}

    /// The ranges of its chunks contradict each other: what was held is dropped. Answered with 400.
    record Contradictory(String messageId) implements Outcome {}
  }

  private static final Outcome INCOMPLETE = new Outcome.Incomplete();

  /// @param session the URI that was addressed
  private record Key(MsrpUri session, String messageId) {}

  private final TransferLimits limits;
  private final Map<Key, PartialMessage> open = new LinkedHashMap<>();

  public Reassembly(TransferLimits limits) {
    this.limits = limits;
  }

  /// Takes one piece of a SEND, and ownership of it.
  ///
  /// @param nowNanos of a monotonic clock, the one of [#expire]
  public Outcome add(MsrpRequest piece, long nowNanos) {
    RequestHead head = piece.head();
    String id = head.messageId() == null ? "" : head.messageId();
    Key key = new Key(head.toPath().last(), id);
    if (piece.end() == End.ABORTED) {
      piece.release();
      drop(key);
      return new Outcome.Aborted(id);
    }
    PartialMessage message = open.get(key);
    if (message == null) {
      if (isWhole(piece)) {
        return new Outcome.Complete(head, piece.body());
      }
      if (isTail(piece)) {
        piece.release();
        return INCOMPLETE;
      }
      message = new PartialMessage(head);
      open.put(key, message);
    }
    message.touch(nowNanos);
    return add(message, key, piece);
  }

  private boolean isWhole(MsrpRequest piece) {
    long total = piece.head().range().total();
    int length = piece.body().readableBytes();
    return piece.end() == End.COMPLETE
        && piece.first() == 1
        && length <= limits.messageBytes()
        && (total == ByteRange.UNKNOWN || total == length);
  }

  /// Whether this is the empty last chunk of a message that was complete without it.
  private static boolean isTail(MsrpRequest piece) {
    long total = piece.head().range().total();
    return total > 0 && piece.first() == total + 1 && !piece.body().isReadable();
  }

  private Outcome add(PartialMessage message, Key key, MsrpRequest piece) {
    long first = piece.first();
    int length = piece.body().readableBytes();
    long end = first - 1 + length;
    long stated = piece.head().range().total();
    boolean tooLarge = Math.max(end, stated) > limits.messageBytes() || isFull(message, end);
    boolean agrees =
        (stated == ByteRange.UNKNOWN || message.totalIs(stated))
            && (piece.end() != End.COMPLETE || message.totalIs(end))
            && message.isWithinTotal(end);
    if (tooLarge || !agrees) {
      piece.release();
      drop(key);
      return tooLarge
          ? new Outcome.TooLarge(key.messageId())
          : new Outcome.Contradictory(key.messageId());
    }
    message.add((int) first - 1, piece.body());
    if (message.parts() > limits.parts()) {
      drop(key);
      return new Outcome.TooLarge(key.messageId());
    }
    if (piece.end() == End.OPEN || !message.isComplete()) {
      return INCOMPLETE;
    }
    open.remove(key);
    return new Outcome.Complete(message.firstHead(), message.take());
  }

  /// @param end within the largest message
  private boolean isFull(PartialMessage message, long end) {
    if (open.size() > limits.openMessages()) {
      return true;
    }
    long held = message.capacityFor((int) end) - message.capacity();
    for (PartialMessage other : open.values()) {
      held += other.capacity();
    }
    return held > limits.heldBytes();
  }

  private void drop(Key key) {
    PartialMessage message = open.remove(key);
    if (message != null) {
      message.release();
    }
  }

  /// Drops the messages whose next chunk is overdue.
  ///
  /// @return how many
  public int expire(long nowNanos) {
    int expired = 0;
    Iterator<PartialMessage> messages = open.values().iterator();
    while (messages.hasNext()) {
      PartialMessage message = messages.next();
      if (nowNanos - message.touchedNanos() > limits.patience().toNanos()) {
        messages.remove();
        message.release();
        expired++;
      }
    }
    return expired;
  }

  /// How many messages wait for more.
  public int openMessages() {
    return open.size();
  }

  /// Drops everything.
  public void release() {
    open.values().forEach(PartialMessage::release);
    open.clear();
  }
}
