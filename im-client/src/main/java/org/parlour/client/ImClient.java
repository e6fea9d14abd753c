package org.parlour.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.RequestHandler;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.client.transaction.Tokens;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// One user's IM Client. All methods may be called from any thread and return at once; events and
/// the completion of futures arrive on the client's event loop.
///
/// Futures fail with [ClientException] (SIP) or `MediaException` (MSRP), whose message is one line
/// for people.
public final class ImClient implements AutoCloseable {
  private final ClientContext context;
  private final Registration registration;
  private final PagerMode pager;
  private final String contactUser;

  public ImClient(ClientNode node, ClientOptions options, ClientListener listener) {
    this.contactUser = options.user().user() + "-" + Tokens.random(8);
    ClientRequests requests = new ClientRequests(node, options, contactUser);
    this.context = new ClientContext(node, options, requests, listener);
    this.pager = new PagerMode(context);
    this.registration = new Registration(node, options, requests, listener);
    node.loop().execute(() -> node.sip().attach(contactUser, new Requests()));
  }

  /// Opens a connection to the core and a client on it.
  public static CompletableFuture<ImClient> open(
      ClientRuntime runtime, CoreAddress core, ClientOptions options, ClientListener listener) {
    return runtime.open(core).thenApply(node -> new ImClient(node, options, listener));
  }

  public ClientOptions options() {
    return context.options();
  }

  /// Registers with the core, and keeps the registration alive until [#unregister]. Completes with
  /// the seconds granted.
  public CompletableFuture<Integer> register() {
    return context.onLoop(registration::register);
  }

  public CompletableFuture<Integer> unregister() {
    return context.onLoop(registration::unregister);
  }

  /// Sets up an ad-hoc session with `recipients` by an INVITE to the Conference-factory-URI.
  public SessionAttempt createSession(List<Recipient> recipients, SessionOptions options) {
    return attempt(context.options().factory().toString(), List.copyOf(recipients), options);
  }

  /// Joins a session by its IM Session Identity, or starts or joins that of a group by the group's
  /// identity; with a user's address, calls that user without a focus.
  public SessionAttempt join(ImAddress target) {
    return join(target, SessionOptions.DEFAULT);
  }

  public SessionAttempt join(ImAddress target, SessionOptions options) {
    return attempt(target.toString(), List.of(), options);
  }

  private SessionAttempt attempt(String uri, List<Recipient> recipients, SessionOptions options) {
    OutgoingInvite invite = new OutgoingInvite(context, uri, recipients, options);
    context.loop().execute(invite::start);
    return invite;
  }

  /// Sends a pager message to a user, a group or a session; completes when it was answered with
  /// 2xx. What is too large for a MESSAGE goes in large-message mode, which sessions do not take.
  public CompletableFuture<Void> sendPager(ImAddress target, String text) {
    return context.onLoop(() -> pager.send(target, text));
  }

  /// Sends a pager message to each of `recipients`, who need not know of each other; completes when
  /// the server took it.
  public CompletableFuture<Void> sendPager(List<Recipient> recipients, String text) {
    List<Recipient> list = List.copyOf(recipients);
    return context.onLoop(() -> pager.send(list, text));
  }

  /// The same, and whoever is not reached is told of in a pager message that comes back (RFC 5438).
  public CompletableFuture<Void> sendPagerReported(List<Recipient> recipients, String text) {
    List<Recipient> list = List.copyOf(recipients);
    return context.onLoop(() -> pager.sendReported(list, text));
  }

  /// Answers each pager message from now on with what `answers` says; 0 for no answer at all. Those
  /// with a 2xx become events. It runs on the event loop.
  public void onPager(ToIntFunction<ClientEvent.PagerReceived> answers) {
    pager.answers(answers);
  }

  /// Subscribes to changes of documents in the user's own tree, and of groups as members see them;
  /// completes when the server took it.
  ///
  /// @param uris XCAP URIs of documents and collections, relative to the root
  /// @param aggregate several changes of a document may be told as one
  public CompletableFuture<DocumentSubscription> subscribeDocuments(
      List<String> uris, boolean aggregate) {
    DocumentSubscription subscription = new DocumentSubscription(context, uris, aggregate);
    return subscription.start().thenApply(started -> subscription);
  }

  static CompletableFuture<Void> success(String what, SipResponse response) {
    return response.success()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(ClientException.of(what, response));
  }

  /// Stops taking part in anything; sessions are not ended and the registration stays at the core
  /// until it expires.
  @Override
  public void close() {
    context
        .loop()
        .execute(
            () -> {
              registration.cancel();
              context.node().sip().detach(contactUser);
            });
  }

  private final class Requests implements RequestHandler {
    @Override
    public void request(ServerTransaction transaction) {
      SipRequest request = transaction.request();
      DialogUsage usage = context.dialog(request.callId());
      if (usage != null) {
        usage.request(transaction);
        return;
      }
      if (request.toTag() != null) {
        transaction.respond(481);
        return;
      }
      switch (request.method()) {
        case Methods.INVITE -> Invitation.receive(context, transaction);
        case Methods.MESSAGE -> pager.receive(transaction);
        case Methods.OPTIONS -> {
          SipResponse response = transaction.prepare(200);
          response
              .headers()
              .add(HeaderName.ALLOW, ClientRequests.ALLOW)
              .add(HeaderName.ACCEPT, "application/sdp, multipart/mixed, message/cpim, text/plain")
              .add(HeaderName.SUPPORTED, "timer, norefersub");
          transaction.respond(response);
        }
        case Methods.NOTIFY, Methods.BYE, Methods.UPDATE -> transaction.respond(481);
        default -> {
          SipResponse response = transaction.prepare(405);
          response.headers().add(HeaderName.ALLOW, ClientRequests.ALLOW);
          transaction.respond(response);
        }
      }
    }

    @Override
    public void ack(SipRequest ack) {
      DialogUsage usage = context.dialog(ack.callId());
      if (usage != null) {
        usage.ack(ack);
      }
    }

    @Override
    public void cancelled(ServerTransaction invite) {
      DialogUsage usage = context.dialog(invite.request().callId());
      if (usage instanceof Invitation invitation) {
        invitation.cancelled();
      } else {
        invite.respond(487);
      }
    }

    @Override
    public void disconnected() {
      registration.disconnected();
    }
  }
}
