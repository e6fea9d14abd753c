package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Branch;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// A SIP dialog of ours (RFC 3261 §12).
///
/// @param localTag names the dialog within the aggregate
/// @param remoteTag null until the peer gave one
/// @param local our address in From
/// @param remote the peer's address in To
/// @param target the peer's Contact
/// @param routes the route set, topmost first, each a name-addr text
/// @param localCSeq of the last request we sent
/// @param remoteCSeq of the last request we took
/// @param allow methods the peer takes, sorted; empty when it never said
/// @param confirmed requests may be sent: a 2xx was sent and acknowledged, or was received
/// @param outstanding null when nothing is on its way
/// @param queue what waits for its turn
public record Dialog(
    String callId,
    String localTag,
    @Nullable String remoteTag,
    NameAddress local,
    NameAddress remote,
    ImAddress target,
    List<String> routes,
    long localCSeq,
    long remoteCSeq,
    List<String> allow,
    boolean confirmed,
    @Nullable Outstanding outstanding,
    List<Intent> queue) {

  /// Of every request that we make.
  public static final int MAX_FORWARDS = 70;

  public Dialog {
    routes = List.copyOf(routes);
    allow = List.copyOf(allow);
    queue = List.copyOf(queue);
  }

  /// The dialog of a request that opens one, as its server (RFC 3261 §12.1.1).
  ///
  /// @param tag ours
  public static Dialog asServer(SipRequest r, String tag) {
    RemoteContact contact = r.contact();
    return new Dialog(
        r.dialog().callId(),
        tag,
        r.dialog().remoteTag(),
        r.to(),
        r.from(),
        contact == null ? r.from().address() : contact.address(),
        r.recordRoutes(),
        0,
        r.cseq(),
        r.peer().allow().stream().sorted().toList(),
        false,
        null,
        List.of());
  }

  /// The dialog that a request of ours may open (RFC 3261 §12.1.2); nothing was sent in it yet.
  ///
  /// @param tag ours
  /// @param routes what the first request is to pass
  public static Dialog asClient(
      String callId, String tag, NameAddress local, NameAddress remote, List<String> routes) {
    return new Dialog(
        callId,
        tag,
        null,
        local,
        remote,
        remote.address(),
        routes,
        0,
        0,
        List.of(),
        false,
        null,
        List.of());
  }

  /// A request of ours in it, with the CSeq number `cseq`.
  public SendRequest request(
      AggregateKey key, String method, long cseq, SipHeaders headers, SipContent content) {
    return new SendRequest(
        key,
        Branch.of(localTag, cseq, method),
        method,
        target,
        routes,
        local,
        localTag,
        remote,
        remoteTag,
        callId,
        cseq,
        MAX_FORWARDS,
        headers,
        content);
  }

  /// Whether a message belongs here. The local tag was already found.
  public boolean matches(DialogId id) {
    return callId.equals(id.callId()) && Objects.equals(remoteTag, id.remoteTag());
  }

  public boolean allows(String method) {
    return allow.contains(method);
  }

  public Dialog heardOf(@Nullable ImAddress contact, List<String> methods) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        contact == null ? target : contact,
        routes,
        localCSeq,
        remoteCSeq,
        methods.isEmpty() ? allow : methods,
        confirmed,
        outstanding,
        queue);
  }

  /// The 2xx to our INVITE came.
  public Dialog established(@Nullable String tag, List<String> routeSet) {
    return new Dialog(
        callId,
        localTag,
        tag,
        local,
        remote,
        target,
        routeSet,
        localCSeq,
        remoteCSeq,
        allow,
        true,
        outstanding,
        queue);
  }

  public Dialog confirmedNow() {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        localCSeq,
        remoteCSeq,
        allow,
        true,
        outstanding,
        queue);
  }

  public Dialog received(long cseq) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        localCSeq,
        cseq,
        allow,
        confirmed,
        outstanding,
        queue);
  }

  public Dialog sent(long cseq) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        cseq,
        remoteCSeq,
        allow,
        confirmed,
        outstanding,
        queue);
  }

  /// The first of the queue is on its way.
  public Dialog sending(Outstanding request) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        request.cseq(),
        remoteCSeq,
        allow,
        confirmed,
        request,
        queue.subList(1, queue.size()));
  }

  public Dialog finished() {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        localCSeq,
        remoteCSeq,
        allow,
        confirmed,
        null,
        queue);
  }

  /// The first of the queue is not needed any more.
  public Dialog skipped() {
    return withQueue(queue.subList(1, queue.size()));
  }

  /// BYE jumps the queue and drops it; an intent that already waits is not queued twice, and of
  /// moves only the last one counts.
  public Dialog queued(Intent intent) {
    if (intent instanceof Intent.Bye) {
      return withQueue(List.of(intent));
    }
    if (queue.contains(intent) || (!queue.isEmpty() && queue.getFirst() instanceof Intent.Bye)) {
      return this;
    }
    List<Intent> longer = new ArrayList<>(queue);
    if (intent instanceof Intent.Move) {
      longer.removeIf(Intent.Move.class::isInstance);
    }
    longer.add(intent);
    return withQueue(longer);
  }

  private Dialog withQueue(List<Intent> intents) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        localCSeq,
        remoteCSeq,
        allow,
        confirmed,
        outstanding,
        intents);
  }
}
