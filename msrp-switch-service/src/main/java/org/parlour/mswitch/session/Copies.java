package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Origin;

/// The copy of one message, for the archive or for legs that may miss it, in chunks, and what Kafka
/// has acknowledged of it. Owned by the session's loop.
final class Copies {
  /// Largest chunk of a copy.
  static final int CHUNK_BYTES = 256 * 1024;

  private final Backbone backbone;
  private final Recorded recorded;
  private final String message;
  private final long sequence;
  private final Instant receivedAt;
  private final MediaLeg sender;
  private final @Nullable ImAddress privateTo;
  private final String contentType;
  private final Origin origin;
  private final Time time;

  /// Chunks that Kafka did not acknowledge when that was looked at last, oldest first.
  private final Deque<Pending> pending = new ArrayDeque<>();

  private byte[] start = {};
  private long offset;
  private CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);

  private record Pending(CompletableFuture<Void> chunk, long sinceNanos) {}

  /// No message of the epoch, or of a later one, has a lower sequence number.
  static long firstOf(long epoch) {
    return epoch << 32;
  }

  Copies(
      Backbone backbone,
      Time time,
      Recorded recorded,
      String message,
      long sequence,
      Instant receivedAt,
      Leg sender,
      @Nullable MediaLeg addressee,
      String contentType) {
    this.backbone = backbone;
    this.time = time;
    this.recorded = recorded;
    this.message = message;
    this.sequence = sequence;
    this.receivedAt = receivedAt;
    this.sender = sender.description();
    this.privateTo = addressee == null ? null : addressee.shownAs();
    this.contentType = contentType;
    this.origin = sender.origin();
  }

  /// Publishes the next octets: `head` and then `body`, both borrowed.
  void add(byte[] head, ByteBuf body, boolean last) {
    int total = head.length + body.readableBytes();
    int done = 0;
    do {
      byte[] data = new byte[Math.min(CHUNK_BYTES, total - done)];
      int fromHead = Math.max(0, Math.min(data.length, head.length - done));
      if (fromHead > 0) {
        System.arraycopy(head, done, data, 0, fromHead);
      }
      int bodyIndex = body.readerIndex() + Math.max(0, done - head.length);
      body.getBytes(bodyIndex, data, fromHead, data.length - fromHead);
      done += data.length;
      publish(data, last && done == total);
    } while (done < total);
  }

  private void publish(byte[] data, boolean last) {
    if (offset == 0) {
      start = data;
    }
    CompletableFuture<Void> chunk =
        backbone.copy(
            new MessageRecord.Chunk(
                recorded.name(),
                message,
                sequence,
                receivedAt,
                sender.shownAs(),
                sender.displayName(),
                privateTo,
                contentType,
                offset,
                data,
                last,
                recorded.transit()),
            origin);
    pending.add(new Pending(chunk, time.nanos()));
    offset += data.length;
    stored = stored.thenCombine(chunk, (before, now) -> null);
  }

  /// How long Kafka has not acknowledged the oldest chunk; 0 when it has all of them.
  long unstoredNanos(long nowNanos) {
    while (!pending.isEmpty() && pending.element().chunk.isDone()) {
      pending.remove();
    }
    return pending.isEmpty() ? 0 : nowNanos - pending.element().sinceNanos;
  }

  /// The first chunk, not to be changed.
  byte[] start() {
    return start;
  }

  void abort() {
    var _ = backbone.copy(new MessageRecord.Aborted(recorded.name(), message), origin);
  }

  /// Completes when Kafka has everything that was added, on any thread.
  CompletableFuture<Void> stored() {
    return stored;
  }
}
