package org.parlour.interop.ladder;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;

/// One user with one device. It says nothing by itself but what belongs to SIP transactions: it
/// absorbs retransmissions, and acknowledges failures of its INVITEs. Owned by the thread that
/// plays, except [#got].
final class LadderAgent implements AutoCloseable {
  private final String user;
  private final Requests requests;
  private final LadderCore core;
  private final InetSocketAddress server;
  private final boolean udp;
  private final LadderMedia media;
  private final Inbox inbox = new Inbox();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, SipRequest> invitesByBranch = new ConcurrentHashMap<>();
  private final Set<String> invitedByBranch = ConcurrentHashMap.newKeySet();

  private final String tag = Tokens.tag();
  private final Map<String, SipRequest> lastSent = new HashMap<>();
  private final Deque<Arrival> unanswered = new ArrayDeque<>();
  private String lastMethod = "";
  private final Map<String, Dialog> dialogs = new HashMap<>();

  /// The newest one.
  private @Nullable Dialog call;

  private @Nullable Dialog subscription;
  private long acknowledgeable;

  LadderAgent(
      String user, LadderCore core, InetSocketAddress server, boolean udp, Duration patience) {
    this.user = user;
    this.core = core;
    this.server = server;
    this.udp = udp;
    this.requests = new Requests(user, "127.0.0.1:" + core.port(), udp);
    this.media = new LadderMedia(core.loop(), patience);
    core.attach(userPart(), this::got);
  }

  private String userPart() {
    return user.substring(user.indexOf(':') + 1, user.indexOf('@'));
  }

  LadderMedia media() {
    return media;
  }

  Inbox inbox() {
    return inbox;
  }

  /// Thread: the event loop.
  private void got(Arrival arrival) {
    SipMessage message = arrival.message();
    boolean first = seen.add(identity(message));
    switch (message) {
      case SipResponse response when response.status() >= 300 -> acknowledge(response, arrival);
      case SipRequest ack when ack.is(Methods.ACK) && invitedByBranch.contains(ack.branch()) -> {
        return;
      }
      case SipRequest invite when invite.is(Methods.INVITE) -> invitedByBranch.add(invite.branch());
      default -> {}
    }
    if (first) {
      inbox.add(arrival);
    }
  }

  private static String identity(SipMessage message) {
    return String.join(
        "|",
        message.startLine(),
        message.callId(),
        message.branch(),
        message.headers().firstOr(HeaderName.CSEQ, ""),
        String.valueOf(message.toTag()));
  }

  private void acknowledge(SipResponse failure, Arrival arrival) {
    SipRequest invite = invitesByBranch.get(failure.branch());
    if (invite != null && failure.cseqMethod().equals(Methods.INVITE)) {
      core.send(
          Requests.ofTransaction(Methods.ACK, invite, failure.headers().firstOr(HeaderName.TO, "")),
          arrival.flow());
    }
  }

  /// The request that a line begins with, before its clauses.
  ///
  /// @param target the Request-URI; empty for one within a dialog; `again` for a retransmission,
  ///     `merged` for the same request by another way
  SipRequest request(String method, String target) {
    return switch (target) {
      case "again" -> {
        seen.clear();
        yield last(method);
      }
      case "merged" -> requests.merged(last(method));
      case "" ->
          switch (method) {
            case Methods.ACK -> requests.ack(dialog(call, method), acknowledgeable);
            case Methods.CANCEL -> Requests.ofTransaction(method, last(Methods.INVITE), null);
            case Methods.SUBSCRIBE -> requests.within(dialog(subscription, method), method);
            default -> requests.within(dialog(call, method), method);
          };
      default -> requests.fresh(method, target);
    };
  }

  private SipRequest last(String method) {
    SipRequest last = lastSent.get(method);
    if (last == null) {
      throw new AssertionError("no " + method + " was sent before");
    }
    return last;
  }

  private static Dialog dialog(@Nullable Dialog dialog, String method) {
    if (dialog == null) {
      throw new AssertionError(method + ": there is no dialog");
    }
    return dialog;
  }

  void send(SipRequest request) {
    lastSent.put(request.method(), request);
    if (!request.is(Methods.ACK)) {
      lastMethod = request.method();
    }
    if (request.is(Methods.INVITE)) {
      invitesByBranch.put(request.branch(), request);
    }
    core.send(request, server, udp, this::got);
  }

  /// The answer that a line begins with, before its clauses.
  ///
  /// @param method of the request that it answers; empty for the last one without final answer
  SipResponse answer(int status, String method) {
    SipRequest request = pending(method).request();
    SipResponse response = request.response(status, tag);
    if (status > 100 && status < 300 && request.is(Methods.INVITE)) {
      response
          .headers()
          .add(HeaderName.CONTACT, requests.contact())
          .add(HeaderName.ALLOW, requests.allow())
          .add(HeaderName.ASSERTED_IDENTITY, '<' + user + '>');
      if (request.toTag() == null) {
        response.headers().add(HeaderName.RECORD_ROUTE, requests.recordRoute());
      }
    }
    return response;
  }

  private record Pending(Arrival arrival, SipRequest request) {}

  private Pending pending(String method) {
    return unanswered.reversed().stream()
        .filter(
            arrival ->
                arrival.message() instanceof SipRequest request
                    && (method.isEmpty() || request.is(method)))
        .findFirst()
        .map(arrival -> new Pending(arrival, (SipRequest) arrival.message()))
        .orElseThrow(() -> new AssertionError("no request " + method + " waits for an answer"));
  }

  void send(SipResponse response) {
    Pending pending = pending(response.cseqMethod());
    if (response.status() >= 200) {
      unanswered.remove(pending.arrival());
    }
    SipRequest request = pending.request();
    if (response.success() && request.is(Methods.INVITE) && request.toTag() == null) {
      call = kept(Dialog.ofCallee(request, tag));
    }
    core.send(response, pending.arrival().flow());
  }

  /// A request was taken from the inbox. Says what is wrong with it for its dialog, or nothing.
  List<String> heard(Arrival arrival, SipRequest request) {
    if (!request.is(Methods.ACK)) {
      unanswered.add(arrival);
    }
    if (request.toTag() == null) {
      return List.of();
    }
    Dialog own = dialogs.get(request.callId());
    if (own == null) {
      return List.of("it belongs to no dialog");
    }
    if (!own.isRemoteTag(request.fromTag())) {
      return List.of("the From tag is that of another dialog");
    }
    if (request.is(Methods.INVITE) || request.is(Methods.UPDATE)) {
      own.refreshTarget(request);
    }
    return request.is(Methods.ACK) || request.is(Methods.CANCEL) || own.accept(request)
        ? List.of()
        : List.of("its CSeq is not above the last one");
  }

  /// A response was taken from the inbox: it may open a dialog or refresh its target.
  void heard(SipResponse response) {
    if (response.status() <= 100 || response.status() >= 300) {
      return;
    }
    switch (response.cseqMethod()) {
      case Methods.INVITE -> {
        acknowledgeable = response.cseq();
        call =
            call != null && call.callId().equals(response.callId())
                ? refreshed(call, response)
                : opened(response);
      }
      case Methods.SUBSCRIBE -> {
        if (subscription == null || !subscription.callId().equals(response.callId())) {
          subscription = opened(response);
        }
      }
      case Methods.REFER ->
          dialogs.computeIfAbsent(
              response.callId(), refer -> Dialog.ofCaller(last(Methods.REFER), response));
      default -> {}
    }
  }

  private Dialog opened(SipResponse response) {
    return kept(Dialog.ofCaller(last(response.cseqMethod()), response));
  }

  private Dialog kept(Dialog dialog) {
    dialogs.put(dialog.callId(), dialog);
    return dialog;
  }

  private static Dialog refreshed(Dialog dialog, SipResponse response) {
    dialog.refreshTarget(response);
    return dialog;
  }

  /// The method that a response of the server is about when its line does not say.
  String lastMethod() {
    return lastMethod;
  }

  @Override
  public void close() {
    core.detach(userPart());
    media.close();
  }
}
