package org.parlour.client.transaction;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transport.SipFlow;

/// A request of ours that waits for its answer (RFC 3261 §17.1), on the endpoint's event loop.
public final class ClientTransaction {
  private final SipEndpoint endpoint;
  private final SipRequest request;
  private final SipFlow flow;
  private final ResponseHandler handler;
  private @Nullable ScheduledFuture<?> repeat;
  private @Nullable ScheduledFuture<?> timeout;
  private @Nullable SipRequest ack;
  private boolean provisional;
  private boolean done;
  private boolean cancelWanted;

  ClientTransaction(
      SipEndpoint endpoint, SipRequest request, SipFlow flow, ResponseHandler handler) {
    this.endpoint = endpoint;
    this.request = request;
    this.flow = flow;
    this.handler = handler;
  }

  public SipRequest request() {
    return request;
  }

  SipFlow flow() {
    return flow;
  }

  void start() {
    flow.send(request);
    if (!flow.reliable()) {
      repeatAfter(SipTimers.T1);
    }
    timeout =
        endpoint
            .loop()
            .schedule(
                () -> fail(new RequestFailure(RequestFailure.Kind.TIMEOUT, "no answer in 32 s")),
                SipTimers.LIFETIME,
                TimeUnit.MILLISECONDS);
  }

  private void repeatAfter(long delay) {
    boolean invite = request.is(Methods.INVITE);
    repeat =
        endpoint
            .loop()
            .schedule(
                () -> {
                  flow.send(request);
                  repeatAfter(invite ? delay * 2 : Math.min(delay * 2, SipTimers.T2));
                },
                provisional ? SipTimers.T2 : delay,
                TimeUnit.MILLISECONDS);
  }

  /// Gives up an INVITE: CANCEL goes out once a provisional response is there (RFC 3261 §9.1). The
  /// handler still gets the final response, usually 487.
  public void cancel() {
    cancelWanted = true;
    if (provisional && !done) {
      sendCancel();
    }
  }

  private void sendCancel() {
    SipRequest cancel = new SipRequest(Methods.CANCEL, request.uri());
    cancel.headers().add(HeaderName.VIA, request.headers().firstOr(HeaderName.VIA, ""));
    hopHeaders(cancel, request.headers().firstOr(HeaderName.TO, ""));
    endpoint.sendOn(cancel, flow, new Ignored());
  }

  private void hopHeaders(SipRequest made, String to) {
    for (String route : request.headers().all(HeaderName.ROUTE)) {
      made.headers().add(HeaderName.ROUTE, route);
    }
    made.headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, request.headers().firstOr(HeaderName.FROM, ""))
        .add(HeaderName.TO, to)
        .add(HeaderName.CALL_ID, request.callId())
        .add(HeaderName.CSEQ, request.cseq() + " " + made.method());
  }

  void received(SipResponse response) {
    if (done && !(request.is(Methods.INVITE) && response.success())) {
      SipRequest sentAck = ack;
      if (sentAck != null && response.status() >= 300) {
        flow.send(sentAck);
      }
      return;
    }
    if (response.provisional()) {
      boolean first = !provisional;
      provisional = true;
      if (request.is(Methods.INVITE)) {
        stopTimers();
      }
      if (first && cancelWanted) {
        sendCancel();
      }
      handler.response(response);
      return;
    }
    boolean again = done;
    stopTimers();
    done = true;
    if (request.is(Methods.INVITE)) {
      if (!response.success()) {
        acknowledge(response);
      }
      if (!again) {
        endpoint.forgetLater(this);
      }
    } else {
      endpoint.forget(this);
    }
    handler.response(response);
  }

  private void acknowledge(SipResponse response) {
    SipRequest made = new SipRequest(Methods.ACK, request.uri());
    made.headers().add(HeaderName.VIA, request.headers().firstOr(HeaderName.VIA, ""));
    hopHeaders(made, response.headers().firstOr(HeaderName.TO, ""));
    ack = made;
    flow.send(made);
  }

  void fail(RequestFailure failure) {
    if (!done) {
      done = true;
      stopTimers();
      endpoint.forget(this);
      handler.failed(failure);
    }
  }

  private void stopTimers() {
    if (repeat != null) {
      repeat.cancel(false);
    }
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  private static final class Ignored implements ResponseHandler {
    @Override
    public void response(SipResponse response) {
      // the INVITE's own final response says what became of it
    }

    @Override
    public void failed(RequestFailure failure) {
      // likewise
    }
  }
}
