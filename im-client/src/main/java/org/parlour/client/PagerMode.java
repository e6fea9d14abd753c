package org.parlour.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimHeader;
import org.parlour.protocol.cpim.CpimHeaders;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.imdn.Imdn;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.multipart.BodyPart;

/// Pager messages of one client: MESSAGEs that stand alone (RFC 3428), and sessions of one message
/// for what is too large for one. Thread: the event loop, unless a method says otherwise.
final class PagerMode {
  private static final int OK = 200;
  private static final int TOO_LARGE = 413;

  /// Octets of a MESSAGE without congestion control (RFC 3428 §8).
  private static final int MOST_OCTETS = 1300;

  private final ClientContext context;
  private final LargeMessages large;
  private volatile ToIntFunction<ClientEvent.PagerReceived> answers = received -> OK;

  PagerMode(ClientContext context) {
    this.context = context;
    this.large = new LargeMessages(context);
  }

  /// From any thread.
  void answers(ToIntFunction<ClientEvent.PagerReceived> changed) {
    answers = changed;
  }

  private static BodyPart text(String text) {
    return BodyPart.of("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// `text` in an envelope that asks to be told when it does not reach somebody (RFC 5438 §7.1.1).
  private BodyPart reported(ImAddress target, String text) {
    CpimMessage message =
        ChatMessages.text(context.options().nameAddress(), NameAddress.of(target), text);
    CpimHeaders headers =
        message
            .headers()
            .with(CpimHeader.of("imdn." + Imdn.DISPOSITION_NOTIFICATION, "negative-delivery"));
    return BodyPart.of(
        CpimMessage.CONTENT_TYPE,
        new CpimMessage(headers, message.contentHeaders(), message.content()).write());
  }

  /// By MESSAGE; by a session of its own when it is too large for that.
  CompletableFuture<Void> send(ImAddress target, String text) {
    return send(
        text(text), body -> send(request(target), target, body), () -> large.send(target, text));
  }

  /// The same to a URI list, by the Conference-factory-URI (RFC 5365 §4).
  CompletableFuture<Void> send(List<Recipient> recipients, String text) {
    return send(
        text(text), body -> sendListed(recipients, body), () -> large.send(recipients, text));
  }

  /// The same, asking to be told when it does not reach somebody; of a large one nobody tells.
  CompletableFuture<Void> sendReported(List<Recipient> recipients, String text) {
    return send(
        reported(context.options().factory(), text),
        body -> sendListed(recipients, body),
        () -> large.send(recipients, text));
  }

  private static CompletableFuture<Void> send(
      BodyPart body,
      Function<BodyPart, CompletableFuture<Void>> byMessage,
      Supplier<CompletableFuture<Void>> bySession) {
    if (body.body().length > MOST_OCTETS) {
      return bySession.get();
    }
    return byMessage
        .apply(body)
        .exceptionallyCompose(
            failure ->
                ClientContext.cause(failure) instanceof ClientException e && e.status() == TOO_LARGE
                    ? bySession.get()
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Void> sendListed(List<Recipient> recipients, BodyPart body) {
    ImAddress target = context.options().factory();
    SipRequest request = request(target);
    request.headers().add(HeaderName.REQUIRE, "recipient-list-message");
    return send(request, target, ListBodies.withList(body, recipients));
  }

  private SipRequest request(ImAddress target) {
    return context.requests().outOfDialog(Methods.MESSAGE, target.toString());
  }

  private CompletableFuture<Void> send(SipRequest request, ImAddress target, BodyPart body) {
    String what = "message to " + target;
    return context
        .requests()
        .send(what, request.withBody(body.contentType(), body.body()))
        .thenCompose(exchange -> ImClient.success(what, exchange.response()));
  }

  void receive(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    ClientEvent.PagerReceived received =
        new ClientEvent.PagerReceived(
            Parties.originator(request),
            request.headers().firstOr(HeaderName.CONTENT_TYPE, ""),
            request.body());
    int status = answers.applyAsInt(received);
    if (status > 0) {
      transaction.respond(status);
    }
    if (status / 100 == 2) {
      context.emit(received);
    }
  }
}
