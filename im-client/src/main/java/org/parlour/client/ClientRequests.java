package org.parlour.client;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.parlour.client.auth.DigestClient;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ClientTransaction;
import org.parlour.client.transaction.RequestFailure;
import org.parlour.client.transaction.ResponseHandler;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.protocol.address.NameAddress;

/// Builds the requests of one client and answers the challenges they meet. Thread: the event loop.
final class ClientRequests {
  static final String FEATURE = "+g.oma.sip-im";
  static final String USER_AGENT = "IM-client/OMA1.0 parlour/0.1";
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, MESSAGE, NOTIFY, UPDATE, REFER, OPTIONS";
  private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
  private static final int MOST_CHALLENGES = 2;

  private final ClientNode node;
  private final ClientOptions options;
  private final String contactUser;
  private final DigestClient digest;

  ClientRequests(ClientNode node, ClientOptions options, String contactUser) {
    this.node = node;
    this.options = options;
    this.contactUser = contactUser;
    this.digest =
        new DigestClient(options.user().user(), options.password(), () -> Tokens.random(16));
  }

  /// A request that makes a dialog or stands alone, without Contact.
  SipRequest outOfDialog(String method, String uri) {
    SipRequest request = new SipRequest(method, uri);
    request
        .headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, from() + ";tag=" + Tokens.tag())
        .add(HeaderName.TO, '<' + uri + '>')
        .add(HeaderName.CALL_ID, Tokens.random(22) + '@' + node.host())
        .add(HeaderName.CSEQ, "1 " + method)
        .add(HeaderName.ACCEPT_CONTACT, "*;" + FEATURE)
        .add(HeaderName.USER_AGENT, USER_AGENT);
    addIdentity(request);
    return request;
  }

  /// Who this user wants to be for the network (RFC 3325 §9.2), and whether others may know.
  void addIdentity(SipMessage message) {
    message.headers().add(HeaderName.PREFERRED_IDENTITY, options.nameAddress().toString());
    addPrivacy(message);
  }

  private String from() {
    NameAddress own = options.nameAddress();
    return options.anonymous() ? ANONYMOUS : own.toString();
  }

  /// `Privacy: id` when the user wants to be anonymous (RFC 3323, RFC 3325).
  void addPrivacy(SipMessage message) {
    if (options.anonymous()) {
      message.headers().set(HeaderName.PRIVACY, "id");
    }
  }

  /// The Contact under which requests reach this client by `flow`.
  String contact(SipFlow flow) {
    return "<sip:" + contactUser + '@' + hostPort(flow) + transport() + ">;" + FEATURE;
  }

  /// How every Contact URI of this client begins.
  String contactPrefix() {
    return "sip:" + contactUser + '@';
  }

  private String hostPort(SipFlow flow) {
    InetSocketAddress listening = node.sip().listening();
    int port = listening == null ? flow.local().getPort() : listening.getPort();
    String host = node.host();
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
  }

  private String transport() {
    return switch (node.core().transport()) {
      case TCP -> ";transport=tcp";
      case UDP -> "";
    };
  }

  /// Sends a request and completes with its final response, after answering challenges; fails with
  /// [ClientException] when there is none.
  ///
  /// @param cseqs the next CSeq, for a request that is sent again with credentials
  CompletableFuture<Exchange> send(String what, SipRequest request, LongSupplier cseqs) {
    CompletableFuture<Exchange> result = new CompletableFuture<>();
    send(
        request,
        cseqs,
        new FinalHandler() {
          @Override
          public void done(SipRequest sent, SipResponse response) {
            result.complete(new Exchange(sent, response));
          }

          @Override
          public void failed(RequestFailure failure) {
            result.completeExceptionally(ClientException.of(what, failure));
          }
        });
    return result;
  }

  /// The same for a request outside of dialogs.
  CompletableFuture<Exchange> send(String what, SipRequest request) {
    return send(what, request, counter(request));
  }

  static LongSupplier counter(SipRequest request) {
    long[] next = {request.cseq()};
    return () -> ++next[0];
  }

  void send(SipRequest request, LongSupplier cseqs, FinalHandler handler) {
    attempt(request, cseqs, handler, 0);
  }

  private void attempt(SipRequest request, LongSupplier cseqs, FinalHandler handler, int attempt) {
    SipRequest untouched = request.copy();
    node.send(
            request,
            new ResponseHandler() {
              @Override
              public void response(SipResponse response) {
                boolean challenged = response.status() == 401 || response.status() == 407;
                Optional<SipRequest> again =
                    challenged && attempt < MOST_CHALLENGES
                        ? withCredentials(untouched, response, cseqs)
                        : Optional.empty();
                if (again.isPresent()) {
                  attempt(again.get(), cseqs, handler, attempt + 1);
                } else if (response.provisional()) {
                  handler.provisional(response);
                } else {
                  handler.done(untouched, response);
                }
              }

              @Override
              public void failed(RequestFailure failure) {
                handler.failed(failure);
              }
            })
        .thenAccept(handler::started);
  }

  private Optional<SipRequest> withCredentials(
      SipRequest request, SipResponse challenge, LongSupplier cseqs) {
    boolean proxy = challenge.status() == 407;
    List<String> challenges =
        new ArrayList<>(
            challenge
                .headers()
                .all(proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE));
    return digest
        .answer(challenges, request.method(), request.uri())
        .map(
            credentials -> {
              SipRequest again = request.copy();
              again
                  .headers()
                  .set(
                      proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION,
                      credentials)
                  .set(HeaderName.CSEQ, cseqs.getAsLong() + " " + request.method());
              return again;
            });
  }

  /// Runs `then` with the way to the core, or hands the failure to `otherwise`.
  void withFlow(String what, Consumer<SipFlow> then, Consumer<ClientException> otherwise) {
    node.flow()
        .whenComplete(
            (flow, failure) -> {
              if (flow != null) {
                then.accept(flow);
              } else {
                otherwise.accept(
                    new ClientException(503, what + ": nothing is listening at " + node.core()));
              }
            });
  }

  void acknowledge(SipRequest ack) {
    node.sendAck(ack);
  }

  /// What comes of a request, once challenges are answered.
  interface FinalHandler {
    /// May be called again when the request is sent again.
    default void started(ClientTransaction transaction) {}

    default void provisional(SipResponse response) {}

    /// @param sent the request that was answered, without Via
    void done(SipRequest sent, SipResponse response);

    void failed(RequestFailure failure);
  }
}
