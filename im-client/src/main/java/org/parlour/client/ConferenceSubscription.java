package org.parlour.client;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.parlour.client.transport.SipFlow;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfoReader;
import org.parlour.protocol.conferenceinfo.ConferenceView;

/// A subscription to participant information (RFC 4575, RFC 6665), with a dialog of its own. A
/// NOTIFY may come before the 200 of the SUBSCRIBE. Thread: the event loop.
final class ConferenceSubscription implements DialogUsage {
  private static final int EXPIRES = 3600;

  private final ClientContext context;
  private final ImSession session;
  private final String target;
  private volatile ConferenceView view = ConferenceView.EMPTY;
  private @Nullable SipRequest first;
  private @Nullable Dialog dialog;
  private @Nullable ScheduledFuture<?> refresh;
  private boolean running;

  ConferenceSubscription(ClientContext context, ImSession session, String target) {
    this.context = context;
    this.session = session;
    this.target = target;
  }

  /// Thread: any.
  ConferenceView view() {
    return view;
  }

  CompletableFuture<Void> start() {
    if (running) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> result = new CompletableFuture<>();
    running = true;
    view = ConferenceView.EMPTY;
    dialog = null;
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
    SipRequest request = context.requests().outOfDialog(Methods.SUBSCRIBE, target);
    complete(request, flow, EXPIRES);
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
        .add(HeaderName.EVENT, "conference")
        .add(HeaderName.ACCEPT, "application/conference-info+xml")
        .add(HeaderName.EXPIRES, Integer.toString(expires));
  }

  private void schedule(SipResponse response) {
    cancelRefresh();
    long seconds =
        SessionTimer.seconds(
            response.headers().firstOr(HeaderName.EXPIRES, Integer.toString(EXPIRES)));
    if (running && seconds > 0) {
      refresh =
          context
              .loop()
              .schedule(() -> renew(EXPIRES), Math.max(1, seconds * 3 / 4), TimeUnit.SECONDS);
    }
  }

  /// A SUBSCRIBE in the dialog: refreshes, or ends with 0. The server answers with a full document.
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
    if (expires == 0) {
      forget();
    } else if (exchange != null && exchange.response().success()) {
      schedule(exchange.response());
    } else if (running) {
      forget();
      context.emit(new ClientEvent.SubscriptionEnded(session, "it could not be refreshed"));
    }
  }

  @Override
  public void request(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!request.is(Methods.NOTIFY)) {
      transaction.respond(405);
      return;
    }
    if (!belongs(request)) {
      transaction.respond(481);
      return;
    }
    String event = HeaderText.beforeParameters(request.headers().firstOr(HeaderName.EVENT, ""));
    if (!event.equalsIgnoreCase("conference")) {
      transaction.respond(489);
      return;
    }
    try {
      if (request.body().length > 0) {
        apply(ConferenceInfoReader.read(request.body()));
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

  private void apply(ConferenceInfo document) {
    ConferenceView before = view;
    ConferenceView.Step step = before.apply(document);
    switch (step.outcome()) {
      case APPLIED -> {
        view = step.view();
        context.emit(
            new ClientEvent.RosterChanged(
                session, document, view, missing(before, view), missing(view, before)));
      }
      case DISCARDED -> {}
      case GAP -> {
        view = ConferenceView.EMPTY;
        renew(EXPIRES);
      }
    }
  }

  /// Those connected in `of` who are not connected in `from`.
  private static List<ConferenceInfo.User> missing(ConferenceView from, ConferenceView of) {
    Map<ImAddress, ConferenceInfo.User> there = new HashMap<>();
    from.users().stream().filter(Rosters::isConnected).forEach(u -> there.put(u.entity(), u));
    List<ConferenceInfo.User> missing = new ArrayList<>();
    for (ConferenceInfo.User user : of.users()) {
      if (Rosters.isConnected(user) && !there.containsKey(user.entity())) {
        missing.add(user);
      }
    }
    return missing;
  }

  private void ended(String state) {
    if (HeaderText.beforeParameters(state).equalsIgnoreCase("terminated")) {
      boolean expected = !running;
      forget();
      if (!expected) {
        String reason = HeaderText.parameter(state, "reason");
        context.emit(new ClientEvent.SubscriptionEnded(session, reason == null ? "ended" : reason));
      }
    }
  }

  /// Ends the subscription, without waiting for the answer.
  void stop() {
    if (running) {
      running = false;
      cancelRefresh();
      renew(0);
    }
  }

  /// The session is over for the focus too: its last NOTIFY is still answered, nothing is sent.
  void abandon() {
    running = false;
    cancelRefresh();
  }

  private void forget() {
    running = false;
    cancelRefresh();
    SipRequest sent = first;
    if (sent != null) {
      context.detach(sent.callId(), this);
    }
  }

  private void cancelRefresh() {
    ScheduledFuture<?> current = refresh;
    if (current != null) {
      current.cancel(false);
      refresh = null;
    }
  }
}
