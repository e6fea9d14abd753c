package org.parlour.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.media.MediaException;
import org.parlour.client.media.MediaListener;
import org.parlour.client.media.MediaSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceView;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.Setup;

/// An IM Session as one participant has it. Methods may be called from any thread.
///
/// States: answered → media connected (established) → ended. Media may be replaced by the peer at
/// any time between.
public final class ImSession {
  /// How long a session without media waits to be given new media.
  private static final long MEDIA_GRACE_SECONDS = 35;

  private final ClientContext context;
  private final Dialog dialog;
  private final LocalMedia media;
  private final boolean focus;
  private final String identity;
  private final SessionChanges changes;
  private final ConferenceSubscription subscription;
  private final SeenMessages seen = new SeenMessages();
  private final Usage usage = new Usage();
  private boolean leaving;
  private boolean ended;

  /// How often the media were lost: each time the patience begins anew.
  private int losses;

  ImSession(ClientContext context, Dialog dialog, LocalMedia media, boolean focus) {
    this.context = context;
    this.dialog = dialog;
    this.media = media;
    this.focus = focus;
    this.identity = dialog.remoteTarget();
    this.changes =
        new SessionChanges(
            context,
            dialog,
            media,
            this::leave,
            () -> context.emit(new ClientEvent.MediaChanged(this)));
    this.subscription = new ConferenceSubscription(context, this, identity);
    media.listener(usage);
    context.attach(dialog.callId(), usage);
  }

  /// The IM Session Identity (S); the peer's Contact in a session without focus.
  public ImAddress identity() {
    return Parties.address(identity);
  }

  public String callId() {
    return dialog.callId();
  }

  /// Whether a focus is at the other side.
  public boolean hasFocus() {
    return focus;
  }

  /// What is known of the participants; empty until [#subscribe] and its first NOTIFY.
  public ConferenceView roster() {
    return subscription.view();
  }

  public boolean isEnded() {
    return ended;
  }

  /// Sends `text` to everybody; completes when the switch took it.
  public CompletableFuture<Void> send(String text) {
    return send(everybody(), text);
  }

  /// Sends `text` to one participant (RFC 7701 §6.2).
  public CompletableFuture<Void> sendPrivate(ImAddress to, String text) {
    return send(to, text);
  }

  private ImAddress everybody() {
    return focus ? identity() : Parties.address(dialog.remoteParty().uri());
  }

  private CompletableFuture<Void> send(ImAddress to, String text) {
    return context.onLoop(
        () -> {
          byte[] message =
              ChatMessages.text(context.options().nameAddress(), NameAddress.of(to), text).write();
          return request(
              session -> session.send(CpimMessage.CONTENT_TYPE, message, FailureReport.YES));
        });
  }

  /// Asks for a nickname (RFC 7701 §7); empty text gives it back.
  public CompletableFuture<Void> nickname(String wanted) {
    return context.onLoop(() -> request(session -> session.nickname(wanted)));
  }

  private CompletableFuture<Void> request(
      Function<MediaSession, CompletableFuture<MsrpStatus>> request) {
    return media
        .session()
        .thenCompose(session -> attempt(session, request))
        .thenCompose(ImSession::success);
  }

  /// What was not answered when the connection broke is said again, the same, on new media.
  private CompletableFuture<MsrpStatus> attempt(
      MediaSession session, Function<MediaSession, CompletableFuture<MsrpStatus>> request) {
    return request
        .apply(session)
        .thenCompose(
            status ->
                status.isSuccess() || session.isOpen() || leaving || ended
                    ? CompletableFuture.completedFuture(status)
                    : media.after(session).thenCompose(next -> attempt(next, request)));
  }

  private static CompletableFuture<Void> success(MsrpStatus status) {
    return status.isSuccess()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new MediaException(status.code(), status.code() + " " + status.comment()));
  }

  /// Refreshes the session by a re-INVITE (RFC 4028), without waiting for its timer; completes when
  /// it was accepted.
  public CompletableFuture<Void> refresh() {
    return context.onLoop(changes::refreshNow);
  }

  /// Asks for participant information; completes with the 2xx. The first NOTIFY follows as an
  /// event.
  public CompletableFuture<Void> subscribe() {
    return context.onLoop(subscription::start);
  }

  /// Asks the focus to invite somebody (RFC 3515, RFC 4488).
  public CompletableFuture<Void> invite(ImAddress user) {
    return refer("invitation of " + user, "<" + user + ";method=INVITE>");
  }

  /// Asks the focus to expel somebody.
  public CompletableFuture<Void> expel(ImAddress user) {
    return refer("removal of " + user, "<" + user + ";method=BYE>");
  }

  private CompletableFuture<Void> refer(String what, String referTo) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    context
        .loop()
        .execute(
            () ->
                context
                    .requests()
                    .withFlow(
                        what,
                        flow -> {
                          SipRequest refer =
                              context.requests().outOfDialog(Methods.REFER, identity);
                          refer
                              .headers()
                              .add(HeaderName.CONTACT, context.requests().contact(flow))
                              .add(HeaderName.REFER_TO, referTo)
                              .add(HeaderName.REFER_SUB, "false")
                              .add(HeaderName.SUPPORTED, "norefersub");
                          context
                              .requests()
                              .send(what, refer)
                              .thenCompose(done -> ImClient.success(what, done.response()))
                              .whenComplete((done, failure) -> finish(result, failure));
                        },
                        result::completeExceptionally));
    return result;
  }

  private static void finish(CompletableFuture<Void> result, @Nullable Throwable failure) {
    if (failure == null) {
      result.complete(null);
    } else {
      result.completeExceptionally(ClientContext.cause(failure));
    }
  }

  /// Leaves by BYE and, once it is answered, releases media and everything else (7.1.1.12). Others
  /// stay in the session; its identity can be joined again while it lives.
  public CompletableFuture<Void> leave() {
    return context.onLoop(() -> leave("left"));
  }

  private CompletableFuture<Void> leave(String reason) {
    if (leaving || ended) {
      return CompletableFuture.completedFuture(null);
    }
    leaving = true;
    subscription.stop();
    SipRequest bye = dialog.request(Methods.BYE);
    bye.headers().add(HeaderName.USER_AGENT, ClientRequests.USER_AGENT);
    context.requests().addPrivacy(bye);
    CompletableFuture<Void> result = new CompletableFuture<>();
    context
        .requests()
        .send("leaving", bye, dialog::nextCseq)
        .whenComplete(
            (exchange, failure) -> {
              end(reason);
              finish(result, failure == null ? refusal(exchange.response()) : failure);
            });
    return result;
  }

  /// A dialog that the other side does not know any more has ended as well.
  private static @Nullable Throwable refusal(SipResponse response) {
    return response.success() || response.status() == 481
        ? null
        : ClientException.of("leaving", response);
  }

  private void end(String reason) {
    if (!ended) {
      ended = true;
      changes.stop();
      subscription.abandon();
      media.close();
      context.detach(dialog.callId(), usage);
      context.emit(new ClientEvent.SessionEnded(this, reason));
    }
  }

  boolean isDialogOf(SipResponse response) {
    return dialog.isRemoteTag(response.toTag());
  }

  /// The 2xx came again: so does the ACK.
  void acknowledgeAgain(SipResponse response) {
    context.requests().acknowledge(dialog.ack(response.cseq()));
  }

  /// Our INVITE was accepted: connects the media that the answer describes.
  CompletableFuture<Void> answered(SipResponse response) {
    changes.restartTimer(response, true);
    try {
      MsrpMedia remote = answerOf(response);
      return established(media.start(remote, connects(remote)));
    } catch (MalformedBodyException | IllegalArgumentException e) {
      leave("the answer could not be used");
      return CompletableFuture.failedFuture(new ClientException(488, e.getMessage() + ""));
    }
  }

  private static MsrpMedia answerOf(SipResponse response) throws MalformedBodyException {
    return SdpReader.read(response.body())
        .msrp()
        .orElseThrow(() -> new MalformedBodyException("answer: no MSRP stream was accepted"));
  }

  /// Whether we connect, by the answer to our offer: unless it says `active`, we do (RFC 4975
  /// §5.4).
  private static boolean connects(MsrpMedia answer) {
    return answer.setup() != Setup.ACTIVE;
  }

  private CompletableFuture<Void> established(CompletableFuture<Void> ready) {
    return ready.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            context.emit(new ClientEvent.SessionEstablished(this));
          } else {
            leave("media: " + ClientContext.cause(failure).getMessage());
          }
        });
  }

  /// We accepted an INVITE with `transaction`'s 200: media is connected when the ACK is there.
  CompletableFuture<Void> accepted(
      ServerTransaction transaction, SipResponse response, MsrpMedia remote, boolean active) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    changes.restartTimer(response, false);
    changes.awaitAck(
        transaction,
        () ->
            established(media.start(remote, active))
                .whenComplete((done, failure) -> finish(result, failure)));
    return result;
  }

  private void ended(ServerTransaction bye) {
    bye.respond(200);
    String reason = bye.request().headers().first(HeaderName.REASON);
    String text = reason == null ? null : HeaderText.parameter(reason, "text");
    end(text == null ? "ended by the other side" : text);
  }

  private final class Usage implements DialogUsage, MediaListener {
    @Override
    public void request(ServerTransaction transaction) {
      SipRequest request = transaction.request();
      if (!dialog.isRemoteTag(request.fromTag())) {
        transaction.respond(481);
      } else if (!dialog.accept(request)) {
        transaction.respond(500);
      } else {
        switch (request.method()) {
          case Methods.BYE -> ended(transaction);
          case Methods.INVITE, Methods.UPDATE -> changes.answer(transaction);
          case Methods.OPTIONS, Methods.INFO -> transaction.respond(200);
          default -> transaction.respond(405);
        }
      }
    }

    @Override
    public void ack(SipRequest ack) {
      changes.acknowledged(ack);
    }

    @Override
    public void message(String contentType, byte[] body) {
      ClientEvent.ChatMessage message =
          ChatMessages.read(contentType, body, Parties.address(dialog.remoteParty().uri()));
      if (message != null && seen.isNew(message)) {
        context.emit(new ClientEvent.MessageReceived(ImSession.this, message));
      }
    }

    @Override
    public void lost(String reason) {
      if (leaving || ended) {
        return;
      }
      context.emit(new ClientEvent.MediaLost(ImSession.this, reason));
      int loss = ++losses;
      context
          .loop()
          .schedule(
              () -> {
                if (loss == losses && !media.isOpen()) {
                  leave("no media for " + MEDIA_GRACE_SECONDS + " s");
                }
              },
              MEDIA_GRACE_SECONDS,
              TimeUnit.SECONDS);
    }
  }
}
