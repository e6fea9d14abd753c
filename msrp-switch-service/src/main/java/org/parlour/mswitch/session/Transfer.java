package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpHeader;
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

  private final String messageId;
  private final Instant receivedAt;
  private RequestHead head;
  private @Nullable ByteBuf held;
  private @Nullable Refusal refusal;
  private List<Target> targets = List.of();
  private @Nullable Sending sending;
  private long received;
  private long touchedNanos;
  private @Nullable Copies copies;

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

  /// Everything that still comes of it is refused likewise.
  void refuse(Refusal reason) {
    refusal = reason;
    targets = List.of();
    release();
  }

  /// Null until the first octets have come.
  @Nullable Sending sending() {
    return sending;
  }

  /// @param to may be changed later: those who cannot take all of it are taken out
  void route(List<Target> to, Sending how, @Nullable Copies copied) {
    targets = to;
    sending = how;
    copies = copied;
  }

  List<Target> targets() {
    return targets;
  }

  @Nullable Copies copies() {
    return copies;
  }

  long received() {
    return received;
  }

  void received(int octets) {
    received += octets;
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
