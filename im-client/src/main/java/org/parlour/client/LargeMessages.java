package org.parlour.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipRequest;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// Large-message mode: a session for one message, which its sender ends. Whoever is invited takes
/// it without being asked, as it takes a MESSAGE, and reads the same event. Thread: the event loop.
final class LargeMessages {
  private static final String FEATURE = ClientRequests.FEATURE + ".large-message";

  private final ClientContext context;

  LargeMessages(ClientContext context) {
    this.context = context.heardBy(event -> {});
  }

  CompletableFuture<Void> send(ImAddress target, String text) {
    return send(target, List.of(), text);
  }

  CompletableFuture<Void> send(List<Recipient> recipients, String text) {
    return send(context.options().factory(), recipients, text);
  }

  /// Completes when the message was taken and the session is over.
  private CompletableFuture<Void> send(ImAddress target, List<Recipient> listed, String text) {
    OutgoingInvite invite =
        new OutgoingInvite(
            context, target.toString(), listed, SessionOptions.DEFAULT.forOneMessage());
    invite.start();
    return invite
        .session()
        .thenCompose(
            session ->
                session
                    .send(text)
                    .handle((sent, failure) -> session.leave().thenCompose(left -> said(failure)))
                    .thenCompose(ended -> ended));
  }

  private static CompletableFuture<Void> said(@Nullable Throwable failure) {
    return failure == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(failure);
  }

  /// Says that the INVITE is for one message (D-16).
  static void mark(SipRequest invite) {
    String contact = invite.headers().firstOr(HeaderName.CONTACT, "");
    invite
        .headers()
        .set(HeaderName.CONTACT, contact + ';' + FEATURE)
        .add(HeaderName.ACCEPT_CONTACT, "*;" + FEATURE);
  }

  static boolean isMarked(SipRequest invite) {
    return invite.headers().all(HeaderName.ACCEPT_CONTACT).stream()
        .anyMatch(value -> value.contains(FEATURE));
  }

  /// Where a session for one message is read: its message becomes a pager message, and that ends
  /// it.
  static ClientContext reader(ClientContext context) {
    return context.heardBy(
        event -> {
          if (event instanceof ClientEvent.MessageReceived(ImSession session, var message)) {
            context.emit(
                new ClientEvent.PagerReceived(
                    message.from(),
                    message.contentType() + ";charset=UTF-8",
                    message.text().getBytes(StandardCharsets.UTF_8)));
            session.leave();
          }
        });
  }
}
