package org.parlour.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ClientTransaction;
import org.parlour.client.transaction.RequestFailure;
import org.parlour.client.transport.SipFlow;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.Setup;

/// An INVITE of this client (clauses 7.1.1 for ad-hoc, group and joined sessions): offer, list of
/// recipients, challenges, 422, forked answers. Thread: the event loop.
final class OutgoingInvite implements SessionAttempt {
  private static final int MOST_ATTEMPTS = 2;

  private final ClientContext context;
  private final String uri;
  private final List<Recipient> recipients;
  private final SessionOptions options;
  private final LocalMedia media;
  private final Setup setup;
  private final CompletableFuture<ImSession> session = new CompletableFuture<>();
  private final CompletableFuture<Long> answered = new CompletableFuture<>();
  private int interval;
  private int attempts;
  private boolean cancelled;
  private @Nullable ClientTransaction transaction;
  private @Nullable ImSession established;
  private long sentAt;

  OutgoingInvite(
      ClientContext context, String uri, List<Recipient> recipients, SessionOptions options) {
    this.context = context;
    this.uri = uri;
    this.recipients = recipients;
    this.options = options;
    this.media = new LocalMedia(context);
    this.setup = setup(context, options);
    this.interval = context.options().sessionSeconds();
  }

  /// Over anything else than TCP this side connects.
  private static Setup setup(ClientContext context, SessionOptions options) {
    return context.options().msrp() == MsrpTransport.TCP ? options.setup() : Setup.ACTIVE;
  }

  @Override
  public CompletableFuture<ImSession> session() {
    return session;
  }

  @Override
  public CompletableFuture<Long> answered() {
    return answered;
  }

  @Override
  public void cancel() {
    context
        .loop()
        .execute(
            () -> {
              cancelled = true;
              if (transaction != null) {
                transaction.cancel();
              }
            });
  }

  void start() {
    media
        .open(context.options().msrp(), setup)
        .whenComplete(
            (opened, failure) -> {
              if (failure != null) {
                session.completeExceptionally(failure);
              } else {
                context.requests().withFlow("invitation", this::send, this::fail);
              }
            });
  }

  private void send(SipFlow flow) {
    SipRequest request = context.requests().outOfDialog(Methods.INVITE, uri);
    request
        .headers()
        .add(HeaderName.CONTACT, context.requests().contact(flow))
        .add(HeaderName.ALLOW, ClientRequests.ALLOW)
        .add(HeaderName.SUPPORTED, "timer, norefersub")
        .add(HeaderName.SESSION_EXPIRES, interval + ";refresher=uac")
        .add(HeaderName.MIN_SE, Integer.toString(Math.min(90, interval)));
    if (options.oneMessage()) {
      LargeMessages.mark(request);
    }
    String subject = options.subject();
    if (subject != null) {
      request.headers().add(HeaderName.SUBJECT, subject);
    }
    SipRequest complete = withBody(request);
    sentAt = System.nanoTime();
    context.requests().send(complete, ClientRequests.counter(complete), new Answers());
  }

  private SipRequest withBody(SipRequest request) {
    Direction direction = options.oneMessage() ? Direction.SENDONLY : Direction.SENDRECV;
    byte[] sdp = SdpWriter.write(media.offer(setup, direction));
    if (recipients.isEmpty()) {
      return request.withBody("application/sdp", sdp);
    }
    request.headers().add(HeaderName.REQUIRE, "recipient-list-invite");
    BodyPart both = ListBodies.withList(BodyPart.of("application/sdp", sdp), recipients);
    return request.withBody(both.contentType(), both.body());
  }

  private void fail(Throwable failure) {
    media.close();
    session.completeExceptionally(failure);
    answered.completeExceptionally(failure);
  }

  private final class Answers implements ClientRequests.FinalHandler {
    @Override
    public void started(ClientTransaction started) {
      transaction = started;
      if (cancelled) {
        started.cancel();
      }
    }

    @Override
    public void provisional(SipResponse response) {
      if (response.status() == 180) {
        context.emit(new ClientEvent.Ringing(response.callId()));
      }
    }

    @Override
    public void done(SipRequest sent, SipResponse response) {
      if (response.success()) {
        accepted(sent, response);
      } else if (response.status() == 422 && attempts++ < MOST_ATTEMPTS) {
        interval = Math.max(interval, minimum(response));
        context.requests().withFlow("invitation", OutgoingInvite.this::send, failure -> {});
      } else {
        fail(ClientException.of("invitation to " + uri, response));
      }
    }

    @Override
    public void failed(RequestFailure failure) {
      fail(ClientException.of("invitation to " + uri, failure));
    }
  }

  private static int minimum(SipResponse response) {
    return (int) SessionTimer.seconds(response.headers().firstOr(HeaderName.MIN_SE, "90"));
  }

  private void accepted(SipRequest sent, SipResponse response) {
    ImSession known = established;
    if (known != null && known.isDialogOf(response)) {
      known.acknowledgeAgain(response);
      return;
    }
    Dialog dialog = Dialog.ofCaller(sent, response);
    SipRequest ack = dialog.ack(response.cseq());
    context.requests().acknowledge(ack);
    if (known != null || cancelled) {
      context.requests().send("leaving", dialog.request(Methods.BYE));
      fail(new ClientException(487, "invitation to " + uri + ": cancelled"));
      return;
    }
    answered.complete(System.nanoTime() - sentAt);
    ImSession accepted = new ImSession(context, dialog, media, Parties.isFocus(response));
    established = accepted;
    accepted
        .answered(response)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                session.complete(accepted);
              } else {
                session.completeExceptionally(ClientContext.cause(failure));
              }
            });
  }
}
