package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.switching.Refusal;

/// One message on its way from a leg to the others. Where it goes is fixed by its first octets;
/// until these are complete they are held.
final class Transfer {
  /// @param messageId of ours, fresh for this leg and message
  record Target(Leg leg, byte[] messageId) {}

  /// How it is sent on.
  ///
  /// @param contentType of the whole body
  /// @param headers Content headers that go with it
  /// @param delta octets that the changed envelope has more than the sender's; may be negative
  /// @param composing a mere hint that somebody types: dropped first
  record Sending(String contentType, List<MsrpHeader> headers, long delta, boolean composing) {}

  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final String messageId;
  private final Instant receivedAt;
  private RequestHead head;
  private @Nullable ByteBuf held;
  private @Nullable Refusal refusal;
  private List<Target> targets = List.of();
  private @Nullable Sending sending;
  private boolean coming;
  private long received;
  private long total = ByteRange.UNKNOWN;
  private long touchedNanos;
  private @Nullable Copies copies;
  private @Nullable Hearing hearing;
  private @Nullable CompletableFuture<Void> before;

  Transfer(RequestHead head, String messageId, Instant receivedAt) {
    this.head = head;
    this.messageId = messageId;
    this.receivedAt = receivedAt;
  }

  /// The sender's.
  String messageId() {
    return messageId;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /// Of the request that is being read.
  RequestHead head() {
    return head;
  }

  void head(RequestHead next) {
    head = next;
  }

  /// Keeps a copy of `more` behind the octets that are held. Borrows `more`.
  void hold(ByteBuf more) {
    ByteBuf before = held;
    if (before == null) {
      before = Unpooled.buffer(more.readableBytes());
      held = before;
    }
    before.writeBytes(more, more.readerIndex(), more.readableBytes());
  }

  /// What was held, with `more` behind it. Borrows `more`; the caller owns the result.
  ByteBuf unhold(ByteBuf more) {
    if (held == null) {
      return more.retainedSlice();
    }
    hold(more);
    ByteBuf all = held;
    held = null;
    return all;
  }

  @Nullable Refusal refusal() {
    return refusal;
  }

  /// Whether its present request has not come to its end.
  boolean isComing() {
    return coming;
  }

  void coming(boolean now) {
    coming = now;
  }

  /// Everything that still comes of it is refused likewise.
  void refuse(Refusal reason) {
    refusal = reason;
    targets = List.of();
    copies = null;
    hearing = null;
    release();
  }

  /// Null until the first octets have come.
  @Nullable Sending sending() {
    return sending;
  }

  /// @param to may be changed later: those who cannot take all of it are taken out
  void route(List<Target> to, Sending how, @Nullable Copies copied, @Nullable Hearing heard) {
    targets = to;
    sending = how;
    copies = copied;
    hearing = heard;
  }

  /// It was said before and goes to nobody.
  ///
  /// @param stored of the first one
  void repeats(CompletableFuture<Void> stored, Sending how) {
    sending = how;
    before = stored;
  }

  List<Target> targets() {
    return targets;
  }

  @Nullable Copies copies() {
    return copies;
  }

  /// For participants without MSRP; null when there are none.
  @Nullable Hearing hearing() {
    return hearing;
  }

  /// Completes when Kafka has all that must be there before the message is acknowledged, on any
  /// thread.
  CompletableFuture<Void> stored() {
    if (copies == null) {
      return before == null ? AT_ONCE : before;
    }
    return hearing == null
        ? copies.stored()
        : copies.stored().thenCombine(hearing.stored(), (copied, told) -> null);
  }

  /// Octets of the message that came, from its first one on without a gap.
  long received() {
    return received;
  }

  void received(int octets) {
    received += octets;
  }

  /// Whether a piece is not the next one of this message.
  ///
  /// @return why it cannot be used; null when it can
  @Nullable Refusal misplaced(MsrpRequest piece) {
    long stated = piece.head().range().total();
    if (total == ByteRange.UNKNOWN) {
      total = stated;
    }
    long end = piece.first() - 1 + piece.body().readableBytes();
    boolean bounded = total != ByteRange.UNKNOWN;
    if (bounded && (end > total || (stated != ByteRange.UNKNOWN && stated != total))) {
      return Refusal.RANGE_OUT_OF_BOUNDS;
    }
    return piece.first() > received + 1 ? Refusal.MISSING_OCTETS : null;
  }

  /// The octets of a piece that did not come before: what was passed on already stays as it is, or
  /// a second first chunk could say that somebody else sent the message. Borrows the piece and the
  /// result.
  ByteBuf unread(MsrpRequest piece) {
    ByteBuf body = piece.body();
    long known = received + 1 - piece.first();
    if (known <= 0) {
      return body;
    }
    int skipped = (int) Math.min(known, body.readableBytes());
    return body.slice(body.readerIndex() + skipped, body.readableBytes() - skipped);
  }

  /// As the sender's chunks state it, or [ByteRange#UNKNOWN].
  long total() {
    return total;
  }

  long touchedNanos() {
    return touchedNanos;
  }

  void touch(long nowNanos) {
    touchedNanos = nowNanos;
  }

  void release() {
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
