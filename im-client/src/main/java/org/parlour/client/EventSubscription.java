package org.parlour.client;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.client.transaction.SipTimers;
import org.parlour.client.transport.SipFlow;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.multipart.BodyPart;

/// A subscription (RFC 6665) with a dialog of its own, refreshed until it is stopped. A NOTIFY may
/// come before the 200 of the SUBSCRIBE. Thread: the event loop.
abstract class EventSubscription implements DialogUsage {
  private static final int EXPIRES = 3600;

  private final ClientContext context;
  private final String target;
  private final String event;
  private final String accept;
  private final @Nullable BodyPart body;
  private @Nullable SipRequest first;
  private @Nullable Dialog dialog;
  private @Nullable ScheduledFuture<?> next;
  private boolean running;

  /// @param event what stands in Event, with its parameters
  /// @param accept the media type of its documents
  /// @param body of the first SUBSCRIBE; null for none
  EventSubscription(
      ClientContext context, String target, String event, String accept, @Nullable BodyPart body) {
    this.context = context;
    this.target = target;
    this.event = event;
    this.accept = accept;
    this.body = body;
  }

  /// Whatever was received belongs to a subscription before this one.
  abstract void begun();

  /// A NOTIFY with a document came.
  abstract void received(byte[] document) throws MalformedBodyException;

  /// No more documents will come, though nobody stopped it.
  abstract void lost(String reason);

  final CompletableFuture<Void> start() {
    if (running) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> result = new CompletableFuture<>();
    forget();
    running = true;
    dialog = null;
    begun();
    context
        .requests()
        .withFlow(
            "subscription",
            flow -> subscribe(flow, result),
            failure -> {
              running = false;
              result.completeExceptionally(failure);
            });
    return result;
  }

  private void subscribe(SipFlow flow, CompletableFuture<Void> result) {
    SipRequest bare = context.requests().outOfDialog(Methods.SUBSCRIBE, target);
    complete(bare, flow, EXPIRES);
    SipRequest request = body == null ? bare : bare.withBody(body.contentType(), body.body());
    first = request;
    context.attach(request.callId(), this);
    context
        .requests()
        .send("subscription", request)
        .whenComplete(
            (exchange, failure) -> {
              if (failure != null) {
                forget();
                result.completeExceptionally(ClientContext.cause(failure));
              } else if (exchange.response().success()) {
                if (dialog == null) {
                  dialog = Dialog.ofCaller(exchange.request(), exchange.response());
                }
                schedule(exchange.response());
                result.complete(null);
              } else {
                forget();
                result.completeExceptionally(
                    ClientException.of("subscription", exchange.response()));
              }
            });
  }

  private void complete(SipRequest request, SipFlow flow, int expires) {
    request
        .headers()
        .add(HeaderName.CONTACT, context.requests().contact(flow))
        .add(HeaderName.EVENT, event)
        .add(HeaderName.ACCEPT, accept)
        .add(HeaderName.EXPIRES, Integer.toString(expires));
  }

  private void schedule(SipResponse response) {
    cancelNext();
    long seconds =
        SessionTimer.seconds(
            response.headers().firstOr(HeaderName.EXPIRES, Integer.toString(EXPIRES)));
    if (running && seconds > 0) {
      next =
          context
              .loop()
              .schedule(() -> renew(EXPIRES), Math.max(1, seconds * 3 / 4), TimeUnit.SECONDS);
    }
  }

  /// A SUBSCRIBE in the dialog: the server answers with a full document.
  final void renew() {
    if (running) {
      renew(EXPIRES);
    }
  }

  /// Refreshes, or ends with 0.
  private void renew(int expires) {
    Dialog current = dialog;
    if (current == null) {
      return;
    }
    context
        .requests()
        .withFlow(
            "subscription",
            flow -> {
              SipRequest request = current.request(Methods.SUBSCRIBE);
              complete(request, flow, expires);
              context
                  .requests()
                  .send("subscription", request, current::nextCseq)
                  .whenComplete((exchange, failure) -> renewed(exchange, expires));
            },
            failure -> {});
  }

  private void renewed(@Nullable Exchange exchange, int expires) {
    if (exchange != null && exchange.response().success()) {
      if (expires == 0) {
        awaitTheLast();
      } else {
        schedule(exchange.response());
      }
    } else if (expires == 0) {
      forget();
    } else if (running) {
      forget();
      lost("it could not be refreshed");
    }
  }

  /// A NOTIFY says that it is over (RFC 6665 §4.1.2.3).
  private void awaitTheLast() {
    cancelNext();
    next = context.loop().schedule(this::forget, SipTimers.LIFETIME, TimeUnit.MILLISECONDS);
  }

  @Override
  public final void request(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!request.is(Methods.NOTIFY)) {
      transaction.respond(405);
      return;
    }
    if (!belongs(request)) {
      transaction.respond(481);
      return;
    }
    String about = HeaderText.beforeParameters(request.headers().firstOr(HeaderName.EVENT, ""));
    if (!about.equalsIgnoreCase(HeaderText.beforeParameters(event))) {
      transaction.respond(489);
      return;
    }
    try {
      if (request.body().length > 0) {
        received(request.body());
      }
      transaction.respond(200);
    } catch (MalformedBodyException e) {
      transaction.respond(400);
    }
    ended(request.headers().firstOr(HeaderName.SUBSCRIPTION_STATE, "active"));
  }

  /// Takes the dialog from a NOTIFY that came before the 200 (RFC 6665 §4.1.3).
  private boolean belongs(SipRequest notify) {
    SipRequest sent = first;
    if (dialog == null && sent != null) {
      String ownTag = sent.fromTag();
      if (ownTag == null || !ownTag.equals(notify.toTag())) {
        return false;
      }
      dialog = Dialog.ofNotified(sent, notify);
    }
    Dialog current = dialog;
    return current != null && current.isRemoteTag(notify.fromTag()) && current.accept(notify);
  }

  private void ended(String state) {
    if (HeaderText.beforeParameters(state).equalsIgnoreCase("terminated")) {
      boolean expected = !running;
      forget();
      if (!expected) {
        String reason = HeaderText.parameter(state, "reason");
        lost(reason == null ? "ended" : reason);
      }
    }
  }

  /// Ends the subscription, without waiting for the answer.
  final void stop() {
    if (running) {
      running = false;
      cancelNext();
      renew(0);
    }
  }

  /// It is over for the server too: its last NOTIFY is still answered, nothing is sent.
  final void abandon() {
    running = false;
    cancelNext();
  }

  private void forget() {
    running = false;
    cancelNext();
    SipRequest sent = first;
    if (sent != null) {
      context.detach(sent.callId(), this);
    }
  }

  private void cancelNext() {
    ScheduledFuture<?> current = next;
    if (current != null) {
      current.cancel(false);
      next = null;
    }
  }
}
