package org.parlour.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

/// Pager messages of one client: MESSAGEs that stand alone (RFC 3428). Thread: the event loop,
/// unless a method says otherwise.
final class PagerMode {
  private static final int OK = 200;

  private final ClientContext context;
  private volatile ToIntFunction<ClientEvent.PagerReceived> answers = received -> OK;

  PagerMode(ClientContext context) {
    this.context = context;
  }

  /// From any thread.
  void answers(ToIntFunction<ClientEvent.PagerReceived> changed) {
    answers = changed;
  }

  static BodyPart text(String text) {
    return BodyPart.of("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// `text` in an envelope that asks to be told when it does not reach somebody (RFC 5438 §7.1.1).
  BodyPart reported(ImAddress target, String text) {
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

  CompletableFuture<Void> send(ImAddress target, BodyPart body) {
    return send(request(target), target, body);
  }

  /// To a URI list, by the Conference-factory-URI (RFC 5365 §4).
  CompletableFuture<Void> send(List<Recipient> recipients, BodyPart body) {
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
