package org.parlour.client;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;

/// Keeps one client registered (RFC 3261 §10): refreshes in time, and registers anew when the
/// connection to the core was lost. Thread: the event loop.
final class Registration {
  private static final long LONGEST_PAUSE = 30;

  private final ClientNode node;
  private final ClientOptions options;
  private final ClientRequests requests;
  private final ClientListener listener;
  private final String callId;
  private long cseq;
  private boolean wanted;
  private long pause = 1;
  private @Nullable ScheduledFuture<?> next;

  Registration(
      ClientNode node, ClientOptions options, ClientRequests requests, ClientListener listener) {
    this.node = node;
    this.options = options;
    this.requests = requests;
    this.listener = listener;
    this.callId = Tokens.random(22) + '@' + node.host();
  }

  CompletableFuture<Integer> register() {
    wanted = true;
    return send(options.registrationSeconds())
        .thenApply(
            seconds -> {
              pause = 1;
              listener.on(new ClientEvent.Registered(seconds));
              schedule(Math.max(1, seconds > 120 ? seconds - 60 : seconds / 2));
              return seconds;
            });
  }

  CompletableFuture<Integer> unregister() {
    wanted = false;
    cancel();
    return send(0);
  }

  /// The connection that carried the registration is gone.
  void disconnected() {
    if (wanted) {
      listener.on(new ClientEvent.RegistrationLost("the connection to the SIP core is gone"));
      retry();
    }
  }

  private void retry() {
    cancel();
    schedule(pause);
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  }

  private void schedule(long seconds) {
    cancel();
    next =
        node.loop()
            .schedule(
                () -> {
                  if (wanted) {
                    register()
                        .exceptionally(
                            failure -> {
                              listener.on(
                                  new ClientEvent.RegistrationLost(
                                      String.valueOf(failure.getMessage())));
                              retry();
                              return 0;
                            });
                  }
                },
                seconds,
                TimeUnit.SECONDS);
  }

  void cancel() {
    ScheduledFuture<?> current = next;
    if (current != null) {
      current.cancel(false);
    }
  }

  private CompletableFuture<Integer> send(int seconds) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    requests.withFlow(
        "registration",
        flow ->
            requests
                .send("registration", build(flow, seconds), () -> ++cseq)
                .whenComplete(
                    (exchange, failure) -> {
                      if (failure != null) {
                        result.completeExceptionally(failure);
                      } else if (exchange.response().success()) {
                        result.complete(granted(exchange.response(), seconds));
                      } else {
                        result.completeExceptionally(
                            ClientException.of(
                                "registration of " + options.user(), exchange.response()));
                      }
                    }),
        result::completeExceptionally);
    return result;
  }

  private SipRequest build(SipFlow flow, int seconds) {
    SipRequest request = new SipRequest(Methods.REGISTER, "sip:" + options.user().host());
    cseq++;
    request
        .headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, options.nameAddress() + ";tag=" + Tokens.tag())
        .add(HeaderName.TO, "<" + options.user() + ">")
        .add(HeaderName.CALL_ID, callId)
        .add(HeaderName.CSEQ, cseq + " REGISTER")
        .add(HeaderName.CONTACT, requests.contact(flow) + ";expires=" + seconds)
        .add(HeaderName.EXPIRES, Integer.toString(seconds))
        .add(HeaderName.ALLOW, ClientRequests.ALLOW)
        .add(HeaderName.SUPPORTED, "path")
        .add(HeaderName.USER_AGENT, ClientRequests.USER_AGENT);
    return request;
  }

  /// The seconds that the registrar gave our own contact.
  private int granted(SipResponse response, int asked) {
    String otherwise = response.headers().firstOr(HeaderName.EXPIRES, Integer.toString(asked));
    for (String contact : response.headers().all(HeaderName.CONTACT)) {
      if (SipAddress.parse(contact).uri().startsWith(requests.contactPrefix())) {
        String expires = HeaderText.parameter(contact, "expires");
        return number(expires == null ? otherwise : expires, asked);
      }
    }
    return number(otherwise, asked);
  }

  private static int number(String text, int otherwise) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
