package org.parlour.edge.inbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.edge.backbone.Backbone;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.outbound.ResponseWriter;
import org.parlour.edge.sipstack.CallIdStripes;
import org.parlour.edge.sipstack.ServerTransaction;
import org.parlour.edge.sipstack.SipInbound;
import org.parlour.edge.sipstack.SipInboundListener;
import org.parlour.edge.sipstack.SipStack;
import org.parlour.edge.syntax.HeaderField;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.transactions.AnswerRetransmitter;
import org.parlour.edge.transactions.AnswerRetransmitter.AckId;
import org.parlour.edge.transactions.HeldTransaction;
import org.parlour.edge.transactions.HeldTransactions;
import org.parlour.edge.transport.SendOutcome;
import org.parlour.support.observe.Origin;

/// Everything that comes in: refused at once, passed through, or published under its key. Runs on
/// the stripe of its Call-ID.
final class InboundHandler implements SipInboundListener {
  private static final int SHORTEST_RETRY = 5;
  private static final int LONGEST_RETRY = 15;

  /// What begins something new when it comes outside of a dialog, and can wait.
  private static final Set<String> NEW_WORK = Set.of("INVITE", "SUBSCRIBE", "MESSAGE", "REFER");

  private final RequestGate gate;
  private final Relay relay;
  private final RequestReader requests;
  private final ResponseReader responses;
  private final MessageQuota quota;
  private final ResponseWriter writer;
  private final SipStack stack;
  private final CallIdStripes stripes;
  private final HeldTransactions held;
  private final AnswerRetransmitter retransmitter;
  private final Backbone backbone;
  private final Readiness readiness;
  private final Clock clock;
  private final EdgeMetrics metrics;

  InboundHandler(
      RequestGate gate,
      Relay relay,
      RequestReader requests,
      ResponseReader responses,
      MessageQuota quota,
      ResponseWriter writer,
      SipStack stack,
      CallIdStripes stripes,
      HeldTransactions held,
      AnswerRetransmitter retransmitter,
      Backbone backbone,
      Readiness readiness,
      Clock clock,
      EdgeMetrics metrics) {
    this.gate = gate;
    this.relay = relay;
    this.requests = requests;
    this.responses = responses;
    this.quota = quota;
    this.writer = writer;
    this.stack = stack;
    this.stripes = stripes;
    this.held = held;
    this.retransmitter = retransmitter;
    this.backbone = backbone;
    this.readiness = readiness;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public void on(SipInbound event) {
    switch (event) {
      case SipInbound.Request request -> request(request);
      case SipInbound.Malformed malformed -> malformed(malformed);
      case SipInbound.Response response -> response(response);
      case SipInbound.Failed failed -> failed(failed);
      case SipInbound.Unintelligible nothing -> metrics.refusal(Refusal.UNINTELLIGIBLE);
    }
  }

  private void request(SipInbound.Request request) {
    metrics.request(request.head().method());
    try {
      gate.admitPeer(request.link());
      Optional<Relay.Forward> forward = relay.forward(request);
      if (forward.isPresent()) {
        metrics.relayed();
        stack.sendStateless(
            forward.get().bytes(), forward.get().toHop(), request.link().localPort());
        return;
      }
      gate.check(request.head());
      switch (request.head().method()) {
        case "ACK" -> acknowledge(request);
        case "OPTIONS" -> options(request);
        case "CANCEL" -> cancel(request);
        default -> publish(request);
      }
    } catch (RequestRefused refused) {
      refuse(request, refused);
    }
  }

  /// Our own tag in an ACK: it ends an error that needs no more.
  private void acknowledge(SipInbound.Request request) throws RequestRefused {
    RequestHead head = request.head();
    String localTag = head.to().tag();
    if (localTag == null || RefusalTag.is(localTag)) {
      return;
    }
    retransmitter.acknowledged(new AckId(head.callId(), localTag, head.cseq().number()));
    RequestReader.Routed routed = requests.read(request, Skeletons.of(head, request.link()));
    backbone.publish(routed.key(), routed.command(), Origin.of(head.callId()));
  }

  private void options(SipInbound.Request request) throws RequestRefused {
    if (!readiness.ready()) {
      throw unavailable(Refusal.NOT_READY);
    }
    answer(
        request,
        200,
        "OK",
        List.of(
            new HeaderField("Allow", Capabilities.ALLOW),
            new HeaderField("Accept", Capabilities.ACCEPT),
            new HeaderField("Accept-Encoding", Capabilities.ACCEPT_ENCODING),
            new HeaderField("Supported", Capabilities.SUPPORTED),
            new HeaderField("Allow-Events", Capabilities.ALLOW_EVENTS)));
  }

  /// Answered here; what it cancels is the core's affair (RFC 3261 §9.2).
  private void cancel(SipInbound.Request request) throws RequestRefused {
    RequestReader.Routed routed =
        requests.read(request, Skeletons.of(request.head(), request.link()));
    answer(request, 200, "OK", List.of());
    backbone.publish(routed.key(), routed.command(), Origin.of(request.head().callId()));
  }

  private void publish(SipInbound.Request request) throws RequestRefused {
    RequestHead head = request.head();
    if (!held.hasRoom(head.inDialog()) || !takes(head)) {
      throw unavailable(Refusal.OVERLOAD);
    }
    ResponseSkeleton skeleton = Skeletons.of(head, request.link());
    RequestReader.Routed routed = requests.read(request, skeleton);
    if (isNewWork(head) && !backbone.admits(routed.key())) {
      throw unavailable(Refusal.CORE_BEHIND);
    }
    if (head.method().equals("MESSAGE")) {
      quota.admit(routed.command().originator());
    }
    ServerTransaction transaction =
        request.exchange().open().orElseThrow(() -> unavailable(Refusal.OVERLOAD));
    boolean invite = head.method().equals("INVITE");
    held.hold(
        routed.command().transaction(),
        routed.key(),
        skeleton,
        invite,
        request.exchange(),
        transaction,
        this::abandon);
    if (invite) {
      transaction.respond(writer.write(skeleton, 100, "Trying", null, List.of()));
    }
    backbone
        .publish(routed.key(), routed.command(), Origin.of(head.callId()))
        .whenComplete(
            (published, failure) -> {
              if (failure != null) {
                stripes.execute(
                    head.callId(),
                    () -> held.take(routed.command().transaction()).ifPresent(this::abandon));
              }
            });
  }

  /// What runs is brought to its end even when nothing new is taken.
  private boolean takes(RequestHead head) {
    return head.inDialog() ? backbone.acknowledges() : readiness.ready();
  }

  private static boolean isNewWork(RequestHead head) {
    return !head.inDialog() && NEW_WORK.contains(head.method());
  }

  private static RequestRefused unavailable(Refusal reason) {
    return new RequestRefused(503, reason, "Service Unavailable", retryAfter());
  }

  private static HeaderField retryAfter() {
    return new HeaderField(
        "Retry-After",
        Integer.toString(ThreadLocalRandom.current().nextInt(SHORTEST_RETRY, LONGEST_RETRY)));
  }

  /// No answer will come: 503, and the core undoes what it did.
  private void abandon(HeldTransaction transaction) {
    metrics.refusal(Refusal.NO_ANSWER);
    metrics.answer(503);
    ResponseSkeleton skeleton = transaction.skeleton();
    transaction
        .transaction()
        .respond(
            writer.write(
                skeleton,
                503,
                "Service Unavailable",
                RefusalTag.of(transaction.id().value()),
                List.of(retryAfter())));
    backbone.publish(
        transaction.key(),
        new AnswerAbandoned(clock.instant(), transaction.id()),
        Origin.of(skeleton.callId()));
  }

  private void refuse(SipInbound.Request request, RequestRefused refused) {
    metrics.refusal(refused.reason());
    if (!request.head().method().equals("ACK")) {
      answer(request, refused.status(), refused.phrase(), refused.headers());
    }
  }

  private void answer(
      SipInbound.Request request, int status, String phrase, List<HeaderField> headers) {
    RequestHead head = request.head();
    metrics.answer(status);
    request
        .exchange()
        .reply(
            writer.write(
                Skeletons.of(head, request.link()),
                status,
                phrase,
                RefusalTag.of(head.callId() + head.vias().getFirst()),
                headers));
  }

  private void malformed(SipInbound.Malformed malformed) {
    if (!gate.trusts(malformed.link())) {
      metrics.refusal(Refusal.UNTRUSTED);
      return;
    }
    metrics.refusal(reason(malformed.status()));
    ResponseSkeleton skeleton = Skeletons.ofMalformed(malformed.frame().head(), malformed.link());
    if (skeleton.vias().isEmpty() || malformed.frame().head().startLine().startsWith("ACK ")) {
      return;
    }
    metrics.answer(malformed.status());
    malformed
        .link()
        .send(
            writer.write(
                skeleton,
                malformed.status(),
                malformed.reason(),
                RefusalTag.of(skeleton.callId() + skeleton.vias().getFirst()),
                List.of()),
            SendOutcome.IGNORED);
  }

  private static Refusal reason(int status) {
    return switch (status) {
      case 413, 513 -> Refusal.TOO_LARGE;
      case 505 -> Refusal.VERSION;
      default -> Refusal.MALFORMED;
    };
  }

  private void response(SipInbound.Response response) {
    if (!gate.trusts(response.link())) {
      metrics.refusal(Refusal.UNTRUSTED);
      return;
    }
    int status = response.head().status();
    metrics.response(status);
    try {
      Optional<Relay.Return> back = relay.back(response);
      if (back.isPresent()) {
        metrics.relayed();
        stack.sendResponse(back.get().bytes(), back.get().toPrevious());
      } else if (status > 100 && !response.head().cseq().method().equals("CANCEL")) {
        SipResponse read = responses.read(response);
        ResponseReader.key(response.head().via())
            .ifPresentOrElse(
                key -> backbone.publish(key, read, ResponseReader.origin(response.head())),
                () -> metrics.refusal(Refusal.UNINTELLIGIBLE));
      }
    } catch (SyntaxException e) {
      metrics.refusal(Refusal.UNINTELLIGIBLE);
    }
  }

  private void failed(SipInbound.Failed failed) {
    metrics.requestFailed();
    if (!failed.request().method().equals("CANCEL")) {
      backbone.publish(
          failed.request().key(),
          new RequestFailed(clock.instant(), failed.request().id(), failed.cause()),
          Origin.of(failed.request().callId()));
    }
  }
}
