package org.parlour.mswitch.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.mswitch.switching.Envelope;
import org.parlour.mswitch.switching.Routing;
import org.parlour.protocol.address.ImAddress;

/// What was recorded, here or by an earlier switch, and whose sender may not have had the answer.
/// It says such a message again, on another connection: then it is answered as the first one is,
/// and neither distributed nor recorded twice. Owned by the session's loop.
final class Replay {
  private static final String IMDN = "urn:ietf:params:imdn";
  private static final String MESSAGE_ID = "Message-ID";

  /// Longer than anybody without media stays in a session.
  private static final long KEPT_NANOS = Duration.ofMinutes(2).toNanos();

  private static final CompletableFuture<Void> STORED = CompletableFuture.completedFuture(null);

  /// What one sender said, by `imdn.Message-ID`.
  private static final class Messages {
    private final Map<String, CompletableFuture<Void>> stored = new HashMap<>();
    private long sinceNanos;
  }

  private final Map<ImAddress, Messages> bySender = new HashMap<>();

  /// What an earlier switch recorded.
  void note(Recalled message, long nowNanos) {
    note(message.sender(), ByteBuffer.wrap(message.body()), STORED, nowNanos);
  }

  /// What a leg said that loses its connection.
  ///
  /// @param sender as the others see it
  void note(ImAddress sender, Lately.Said said, long nowNanos) {
    note(sender, ByteBuffer.wrap(said.start()), said.stored(), nowNanos);
  }

  private void note(
      ImAddress sender, ByteBuffer start, CompletableFuture<Void> stored, long nowNanos) {
    if (Envelope.read(start) instanceof Envelope.Reading.Read read) {
      id(read.envelope())
          .ifPresent(
              id -> {
                Messages messages = bySender.computeIfAbsent(sender, _ -> new Messages());
                messages.stored.put(id, stored);
                messages.sinceNanos = nowNanos;
              });
    }
  }

  /// Whether nothing is known of the sender, and its messages need not be looked at.
  boolean isEmptyOf(ImAddress sender) {
    return bySender.isEmpty() || !bySender.containsKey(sender);
  }

  /// @param sender as the others see it
  /// @return of the same message that was said before; null when there is none, or Kafka did not
  ///     get it
  @Nullable CompletableFuture<Void> storedBefore(ImAddress sender, Envelope envelope) {
    Messages messages = bySender.isEmpty() ? null : bySender.get(sender);
    if (messages == null) {
      return null;
    }
    CompletableFuture<Void> stored = id(envelope).map(messages.stored::get).orElse(null);
    return stored == null || stored.isCompletedExceptionally() ? null : stored;
  }

  private static Optional<String> id(Envelope envelope) {
    return envelope.headers().extension(IMDN, MESSAGE_ID);
  }

  void tick(long nowNanos) {
    if (!bySender.isEmpty()) {
      bySender.values().removeIf(messages -> nowNanos - messages.sinceNanos > KEPT_NANOS);
    }
  }

  /// Whether the leg was to be given the message.
  static boolean isFor(Leg leg, Recalled message) {
    ImAddress reader = leg.description().shownAs();
    return Routing.mayReceive(leg.description())
        && !reader.equals(message.sender())
        && (message.privateTo() == null || message.privateTo().equals(reader));
  }
}
