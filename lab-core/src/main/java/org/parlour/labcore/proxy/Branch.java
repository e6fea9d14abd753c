package org.parlour.labcore.proxy;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.SipTimers;
import org.parlour.client.transport.SipFlow;

/// A request on its way to one target (RFC 3261 §16.6): the client transaction of the proxy.
final class Branch {
  private static final int MOST_BREAKS = 4;

  private final Proxy proxy;
  private final ResponseContext context;
  private final String id;
  private final Target target;
  private final String uri;
  private @Nullable SipRequest sent;
  private @Nullable SipFlow flow;
  private @Nullable ScheduledFuture<?> repeat;
  private int breaks;
  private boolean provisional;
  private boolean cancelWanted;
  private boolean done;

  /// @param uri the Request-URI for this target
  Branch(Proxy proxy, ResponseContext context, String id, Target target, String uri) {
    this.proxy = proxy;
    this.context = context;
    this.id = id;
    this.target = target;
    this.uri = uri;
  }

  String id() {
    return id;
  }

  Target target() {
    return target;
  }

  ResponseContext context() {
    return context;
  }

  boolean isDone() {
    return done;
  }

  boolean isOn(SipFlow candidate) {
    return candidate.equals(flow);
  }

  void start() {
    proxy
        .sender()
        .open(
            target,
            context.request().callId(),
            proxy.sizeOf(context.request()),
            this::sendOn,
            () -> context.failed(this));
  }

  private void sendOn(SipFlow opened) {
    if (done) {
      return;
    }
    flow = opened;
    SipRequest request = proxy.forwarded(context, uri, id, opened, target);
    sent = request;
    opened.send(request);
    if (!opened.reliable()) {
      repeatAfter(SipTimers.T1);
    }
  }

  private void repeatAfter(long delay) {
    repeat =
        proxy
            .loop()
            .schedule(
                () -> {
                  SipRequest request = sent;
                  SipFlow way = flow;
                  if (!done && request != null && way != null) {
                    way.send(request);
                    repeatAfter(Math.min(delay * 2, SipTimers.T2));
                  }
                },
                delay,
                TimeUnit.MILLISECONDS);
  }

  /// The connection broke before the answer: another hop, or a new connection to the same, gets the
  /// same request again, which is a retransmission to the servers behind it.
  void sendAgain() {
    flow = null;
    if (target instanceof Target.ImServer && ++breaks < MOST_BREAKS) {
      start();
    } else {
      context.failed(this);
    }
  }

  void received(SipResponse response) {
    if (response.provisional()) {
      provisional = true;
      if (context.request().is(Methods.INVITE)) {
        stopRepeating();
      }
      if (cancelWanted) {
        cancelWanted = false;
        sendCancel();
      }
    } else {
      done = true;
      stopRepeating();
      if (context.request().is(Methods.INVITE) && !response.success()) {
        acknowledge(response);
      }
    }
  }

  void finish() {
    done = true;
    stopRepeating();
  }

  private void stopRepeating() {
    ScheduledFuture<?> running = repeat;
    if (running != null) {
      running.cancel(false);
      repeat = null;
    }
  }

  /// CANCEL goes out when the target has given a sign of life (RFC 3261 §9.1).
  void cancel() {
    if (done) {
      return;
    }
    if (provisional) {
      sendCancel();
    } else {
      cancelWanted = true;
    }
  }

  private void sendCancel() {
    hop(Methods.CANCEL, null);
  }

  private void acknowledge(SipResponse response) {
    hop(Methods.ACK, response.headers().first(HeaderName.TO));
  }

  /// Sends a request of this hop alone: same branch, same URI, same Route.
  private void hop(String method, @Nullable String to) {
    SipRequest request = sent;
    SipFlow way = flow;
    if (request == null || way == null) {
      return;
    }
    SipRequest made = new SipRequest(method, request.uri());
    SipHeaders from = request.headers();
    made.headers().add(HeaderName.VIA, from.firstOr(HeaderName.VIA, ""));
    from.all(HeaderName.ROUTE).forEach(route -> made.headers().add(HeaderName.ROUTE, route));
    made.headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, from.firstOr(HeaderName.FROM, ""))
        .add(HeaderName.TO, to == null ? from.firstOr(HeaderName.TO, "") : to)
        .add(HeaderName.CALL_ID, request.callId())
        .add(HeaderName.CSEQ, request.cseq() + " " + method);
    way.send(made);
  }

  /// A final response came again: the ACK was lost.
  void acknowledgeAgain(SipResponse response) {
    if (context.request().is(Methods.INVITE) && response.status() >= 300) {
      acknowledge(response);
    }
  }
}
