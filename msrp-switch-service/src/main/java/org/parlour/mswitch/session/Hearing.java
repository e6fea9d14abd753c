package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parlour.contracts.signalling.MediaEvent;

/// One message on its way to participants without MSRP: put together, and told to the focus when it
/// is whole. Longer than they take, it is told to none. Owned by the session's loop.
final class Hearing {
  private final SwitchSession session;
  private final Leg sender;
  private final String message;
  private final String contentType;
  private final List<String> legs;
  private final long longest;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);

  private boolean tooLong;
  private CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);

  /// @param message names it within the session
  /// @param longest octets that are told
  Hearing(
      SwitchSession session,
      Leg sender,
      String message,
      String contentType,
      List<String> legs,
      long longest) {
    this.session = session;
    this.sender = sender;
    this.message = message;
    this.contentType = contentType;
    this.legs = legs;
    this.longest = longest;
  }

  /// The next octets: `head` and then `rest`, both borrowed.
  void add(byte[] head, ByteBuf rest, boolean last) {
    if (tooLong) {
      return;
    }
    if (body.size() + head.length + rest.readableBytes() > longest) {
      tooLong = true;
      body.reset();
      session.shared().metrics().skipped();
      return;
    }
    body.writeBytes(head);
    byte[] octets = new byte[rest.readableBytes()];
    rest.getBytes(rest.readerIndex(), octets);
    body.writeBytes(octets);
    if (last) {
      tell();
    }
  }

  private void tell() {
    stored =
        session
            .shared()
            .backbone()
            .hear(
                session.key(),
                new MediaEvent.MessageHeard(
                    session.shared().time().now(),
                    session.epoch(),
                    message,
                    sender.description().participant(),
                    legs,
                    contentType,
                    body.toByteArray()),
                sender.origin());
  }

  /// Completes when Kafka has what was told, on any thread.
  CompletableFuture<Void> stored() {
    return stored;
  }
}
