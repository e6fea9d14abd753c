package org.parlour.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Changes of a running session: refreshes of ours, modifications by the peer, and the ACKs that
/// both wait for. One of them at a time. Thread: the event loop.
final class SessionChanges {
  private final ClientContext context;
  private final Dialog dialog;
  private final LocalMedia media;
  private final Consumer<String> leave;
  private final Runnable mediaChanged;
  private final SessionTimer timer;
  private final List<CompletableFuture<Void>> asked = new ArrayList<>();
  private @Nullable ServerTransaction unacknowledged;
  private @Nullable Runnable onAck;
  private @Nullable Future<?> ackPatience;
  private boolean modifying;
  private boolean stopped;

  /// @param leave ends the session, for the reason given
  SessionChanges(
      ClientContext context,
      Dialog dialog,
      LocalMedia media,
      Consumer<String> leave,
      Runnable mediaChanged) {
    this.context = context;
    this.dialog = dialog;
    this.media = media;
    this.leave = leave;
    this.mediaChanged = mediaChanged;
    this.timer =
        new SessionTimer(context.loop(), this::refresh, () -> leave.accept("the session expired"));
  }

  /// @see SessionTimer#restart
  void restartTimer(SipResponse response, boolean ours) {
    timer.restart(response, ours);
  }

  void stop() {
    stopped = true;
    timer.stop();
    answerAsked(new ClientException(487, "session refresh: the session ended"));
    ServerTransaction waiting = unacknowledged;
    if (waiting != null) {
      waiting.acknowledged();
      awaitNoAck();
    }
  }

  private void awaitNoAck() {
    unacknowledged = null;
    onAck = null;
    Future<?> patience = ackPatience;
    if (patience != null) {
      patience.cancel(false);
      ackPatience = null;
    }
  }

  /// Runs `then` when the ACK of `transaction`'s 2xx is there; without one the session ends.
  void awaitAck(ServerTransaction transaction, Runnable then) {
    awaitNoAck();
    unacknowledged = transaction;
    onAck = then;
    ackPatience =
        context
            .loop()
            .schedule(() -> leave.accept("the answer was not acknowledged"), 32, TimeUnit.SECONDS);
  }

  void acknowledged(SipRequest ack) {
    ServerTransaction waiting = unacknowledged;
    Runnable then = onAck;
    if (waiting != null && waiting.request().cseq() == ack.cseq()) {
      waiting.acknowledged();
      awaitNoAck();
      if (then != null) {
        then.run();
      }
    }
  }

  /// Refreshes now; completes when a refresh was accepted. One that is under way counts.
  CompletableFuture<Void> refreshNow() {
    CompletableFuture<Void> result = new CompletableFuture<>();
    if (stopped) {
      result.completeExceptionally(new ClientException(487, "session refresh: the session ended"));
    } else {
      asked.add(result);
      refresh();
    }
    return result;
  }

  /// @param failure null when the refresh was accepted
  private void answerAsked(@Nullable ClientException failure) {
    List<CompletableFuture<Void>> answered = List.copyOf(asked);
    asked.clear();
    for (CompletableFuture<Void> result : answered) {
      if (failure == null) {
        result.complete(null);
      } else {
        result.completeExceptionally(failure);
      }
    }
  }

  private void refresh() {
    if (modifying || stopped) {
      return;
    }
    context
        .requests()
        .withFlow(
            "session refresh",
            flow -> {
              modifying = true;
              SipRequest invite = dialog.request(Methods.INVITE);
              invite
                  .headers()
                  .add(HeaderName.CONTACT, context.requests().contact(flow))
                  .add(HeaderName.ALLOW, ClientRequests.ALLOW)
                  .add(HeaderName.SUPPORTED, "timer, norefersub")
                  .add(
                      HeaderName.SESSION_EXPIRES,
                      context.options().sessionSeconds() + ";refresher=uac")
                  .add(HeaderName.USER_AGENT, ClientRequests.USER_AGENT);
              SipRequest complete =
                  invite.withBody("application/sdp", SdpWriter.write(media.described()));
              context
                  .requests()
                  .send("session refresh", complete, dialog::nextCseq)
                  .whenComplete((exchange, failure) -> refreshed(exchange));
            },
            failure -> leave.accept(String.valueOf(failure.getMessage())));
  }

  private void refreshed(@Nullable Exchange exchange) {
    modifying = false;
    if (stopped) {
      return;
    }
    if (exchange == null) {
      answerAsked(new ClientException(408, "session refresh: no answer"));
      leave.accept("the session could not be refreshed");
      return;
    }
    SipResponse response = exchange.response();
    if (response.success()) {
      context.requests().acknowledge(dialog.ack(response.cseq()));
      dialog.refreshTarget(response);
      timer.restart(response, true);
      answerAsked(null);
    } else if (response.status() == 491) {
      long pause = ThreadLocalRandom.current().nextLong(2_100, 4_000);
      context.loop().schedule(this::refresh, pause, TimeUnit.MILLISECONDS);
    } else {
      answerAsked(ClientException.of("session refresh", response));
      if (response.status() == 408 || response.status() == 481) {
        leave.accept("the session is gone: " + response.describe());
      }
    }
  }

  /// Answers a change of the session by the peer (7.1.2.2).
  void answer(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (modifying) {
      transaction.respond(491);
      return;
    }
    if (unacknowledged != null) {
      SipResponse busy = transaction.prepare(500);
      busy.headers().add(HeaderName.RETRY_AFTER, "1");
      transaction.respond(busy);
      return;
    }
    try {
      SessionDescription offer = request.body().length == 0 ? null : SdpReader.read(request.body());
      if (offer == null) {
        confirm(transaction, media.described(), null);
        return;
      }
      MsrpMedia remote = MediaNegotiation.acceptable(offer).orElse(null);
      if (remote == null) {
        refuseMedia(transaction);
      } else if (media.isNew(remote)) {
        replaceMedia(transaction, offer, remote);
      } else {
        Setup setup = MediaNegotiation.answerTo(remote);
        confirm(transaction, media.answer(offer, remote, setup), null);
      }
    } catch (MalformedBodyException e) {
      transaction.respond(400);
    }
  }

  private static void refuseMedia(ServerTransaction transaction) {
    SipResponse response = transaction.prepare(488);
    response.headers().add(HeaderName.WARNING, "305 im-client \"Incompatible media format\"");
    transaction.respond(response);
  }

  private void replaceMedia(
      ServerTransaction transaction, SessionDescription offer, MsrpMedia remote) {
    Setup setup = MediaNegotiation.answerTo(remote);
    media
        .open(MediaNegotiation.transportOf(remote), setup)
        .whenComplete(
            (opened, failure) -> {
              if (failure != null) {
                transaction.respond(500);
                return;
              }
              confirm(
                  transaction,
                  media.answer(offer, remote, setup),
                  () -> media.start(remote, setup == Setup.ACTIVE).thenRun(mediaChanged));
            });
  }

  private void confirm(
      ServerTransaction transaction, SessionDescription answer, @Nullable Runnable then) {
    SipRequest request = transaction.request();
    dialog.refreshTarget(request);
    SipResponse response = transaction.prepare(200);
    SessionAnswers.addTo(response, request, context.options().sessionSeconds());
    response
        .headers()
        .add(HeaderName.CONTACT, context.requests().contact(transaction.flow()))
        .add(HeaderName.ALLOW, ClientRequests.ALLOW);
    boolean invite = request.is(Methods.INVITE);
    SipResponse complete =
        invite || request.body().length > 0
            ? response.withBody("application/sdp", SdpWriter.write(answer))
            : response;
    timer.restart(complete, false);
    if (invite) {
      awaitAck(transaction, then == null ? () -> {} : then);
    } else if (then != null) {
      then.run();
    }
    transaction.respond(complete);
  }
}
