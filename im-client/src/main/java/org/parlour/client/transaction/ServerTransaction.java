package org.parlour.client.transaction;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transport.SipFlow;

/// A request that waits for our answer (RFC 3261 §17.2), on the endpoint's event loop.
///
/// Final answers to INVITE are repeated until their ACK: failures here over UDP, 2xx over every
/// transport (RFC 3261 §13.3.1.4).
public final class ServerTransaction {
  private final SipEndpoint endpoint;
  private final String key;
  private final SipRequest request;
  private final SipFlow flow;
  private final String localTag = Tokens.tag();
  private @Nullable SipResponse last;
  private @Nullable ScheduledFuture<?> repeat;
  private @Nullable ScheduledFuture<?> linger;
  private long repeatedFor;

  ServerTransaction(SipEndpoint endpoint, String key, SipRequest request, SipFlow flow) {
    this.endpoint = endpoint;
    this.key = key;
    this.request = request;
    this.flow = flow;
  }

  public SipRequest request() {
    return request;
  }

  public SipFlow flow() {
    return flow;
  }

  /// The To-tag of every response to this request, when the request has none.
  public String localTag() {
    return localTag;
  }

  public boolean answered() {
    SipResponse sent = last;
    return sent != null && !sent.provisional();
  }

  /// A response with the usual headers, to be completed and given to [#respond].
  public SipResponse prepare(int status) {
    return request.response(status, localTag);
  }

  public void respond(int status) {
    respond(prepare(status));
  }

  /// Sends `response`; nothing happens when a final one was sent before.
  public void respond(SipResponse response) {
    if (answered()) {
      return;
    }
    last = response;
    flow.send(response);
    if (response.provisional()) {
      return;
    }
    boolean invite = request.is(Methods.INVITE);
    if (invite && (response.success() || !flow.reliable())) {
      repeatAfter(SipTimers.T1);
    }
    if (!flow.reliable()) {
      endpoint.forgetLater(key, this);
    } else if (invite) {
      linger =
          endpoint
              .loop()
              .schedule(
                  () -> endpoint.forget(key, this), SipTimers.LIFETIME, TimeUnit.MILLISECONDS);
    } else {
      endpoint.forget(key, this);
    }
  }

  private void repeatAfter(long delay) {
    repeat =
        endpoint
            .loop()
            .schedule(
                () -> {
                  repeatedFor += delay;
                  if (repeatedFor < SipTimers.LIFETIME) {
                    repeatLast();
                    repeatAfter(Math.min(delay * 2, SipTimers.T2));
                  }
                },
                delay,
                TimeUnit.MILLISECONDS);
  }

  /// The ACK came: nothing is repeated any more, and on a reliable flow nothing comes again.
  public void acknowledged() {
    ScheduledFuture<?> running = repeat;
    if (running != null) {
      running.cancel(false);
      repeat = null;
    }
    ScheduledFuture<?> lingering = linger;
    if (lingering != null) {
      lingering.cancel(false);
      linger = null;
      endpoint.forget(key, this);
    }
  }

  /// The request came again.
  void repeatLast() {
    SipResponse sent = last;
    if (sent != null) {
      flow.send(sent);
    }
  }
}
