package org.parlour.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// An INVITE that waits for this user's decision; 180 was sent already. Methods may be called from
/// any thread.
public final class Invitation implements DialogUsage {
  private final ClientContext context;
  private final ServerTransaction transaction;
  private final SessionDescription offer;
  private final MsrpMedia remote;
  private boolean decided;

  private Invitation(
      ClientContext context,
      ServerTransaction transaction,
      SessionDescription offer,
      MsrpMedia remote) {
    this.context = context;
    this.transaction = transaction;
    this.offer = offer;
    this.remote = remote;
  }

  /// Reads an initial INVITE; refuses at once what no user has to be asked about.
  static void receive(ClientContext context, ServerTransaction transaction) {
    SipRequest request = transaction.request();
    List<String> unsupported =
        request.headers().all(HeaderName.REQUIRE).stream()
            .filter(tag -> !tag.equalsIgnoreCase("timer"))
            .toList();
    if (!unsupported.isEmpty()) {
      SipResponse response = transaction.prepare(420);
      response.headers().add(HeaderName.UNSUPPORTED, String.join(", ", unsupported));
      transaction.respond(response);
      return;
    }
    try {
      Optional<SessionDescription> offer = offerOf(request);
      Optional<MsrpMedia> remote = offer.flatMap(MediaNegotiation::acceptable);
      if (offer.isEmpty() || remote.isEmpty()) {
        transaction.respond(488);
        return;
      }
      boolean oneMessage = LargeMessages.isMarked(request);
      Invitation invitation =
          new Invitation(
              oneMessage ? LargeMessages.reader(context) : context,
              transaction,
              offer.get(),
              remote.get());
      context.attach(request.callId(), invitation);
      SipResponse ringing = transaction.prepare(180);
      ringing.headers().add(HeaderName.CONTACT, context.requests().contact(transaction.flow()));
      context.requests().addIdentity(ringing);
      transaction.respond(ringing);
      if (oneMessage) {
        invitation.accept();
      } else {
        context.emit(new ClientEvent.InvitationReceived(invitation));
      }
    } catch (MalformedBodyException e) {
      transaction.respond(400);
    }
  }

  private static Optional<SessionDescription> offerOf(SipRequest request)
      throws MalformedBodyException {
    for (BodyPart part : Parties.parts(request)) {
      if (part.mediaType().equals("application/sdp")) {
        return Optional.of(SdpReader.read(part.body()));
      }
    }
    return Optional.empty();
  }

  /// Who invites.
  public NameAddress from() {
    return Parties.originator(transaction.request());
  }

  /// The IM Session Identity (S).
  public ImAddress identity() {
    String contact = transaction.request().headers().firstOr(HeaderName.CONTACT, "");
    return Parties.address(SipAddress.parse(contact).uri());
  }

  public @Nullable String subject() {
    return transaction.request().headers().first(HeaderName.SUBJECT);
  }

  /// Who else is invited, as far as the invitation says.
  public List<Recipient> invited() {
    return Parties.invited(transaction.request());
  }

  /// The request, for those who want to see more of it.
  public SipRequest request() {
    return transaction.request();
  }

  /// Joins the session; completes when its media is connected.
  public CompletableFuture<ImSession> accept() {
    return context.onLoop(this::answer);
  }

  private CompletableFuture<ImSession> answer() {
    if (decided) {
      return CompletableFuture.failedFuture(
          new ClientException(487, "the invitation is not open any more"));
    }
    decided = true;
    LocalMedia media = new LocalMedia(context);
    Setup setup = MediaNegotiation.answerTo(remote);
    return media
        .open(MediaNegotiation.transportOf(remote), setup)
        .thenCompose(opened -> answer(media, setup));
  }

  private CompletableFuture<ImSession> answer(LocalMedia media, Setup setup) {
    SipRequest request = transaction.request();
    SipResponse response = transaction.prepare(200);
    response
        .headers()
        .add(HeaderName.CONTACT, context.requests().contact(transaction.flow()))
        .add(HeaderName.ALLOW, ClientRequests.ALLOW)
        .add(HeaderName.SERVER, ClientRequests.USER_AGENT);
    context.requests().addIdentity(response);
    SessionAnswers.addTo(response, request, context.options().sessionSeconds());
    SipResponse complete =
        response.withBody("application/sdp", SdpWriter.write(media.answer(offer, remote, setup)));
    Dialog dialog = Dialog.ofCallee(request, transaction.localTag());
    context.detach(request.callId(), this);
    ImSession session = new ImSession(context, dialog, media, Parties.isFocus(request));
    CompletableFuture<Void> established =
        session.accepted(transaction, complete, remote, setup == Setup.ACTIVE);
    transaction.respond(complete);
    return established.thenApply(done -> session);
  }

  /// Says no: 486 busy, 480 not now, 603 not at all.
  public void decline(int status) {
    context.loop().execute(() -> refuse(status));
  }

  private void refuse(int status) {
    if (!decided) {
      decided = true;
      context.detach(transaction.request().callId(), this);
      transaction.respond(status);
    }
  }

  void cancelled() {
    if (!decided) {
      refuse(487);
      context.emit(new ClientEvent.InvitationCancelled(this, "the invitation was taken back"));
    }
  }

  @Override
  public void request(ServerTransaction other) {
    if (other.request().is(Methods.BYE)) {
      other.respond(200);
      cancelled();
    } else {
      other.respond(481);
    }
  }
}
