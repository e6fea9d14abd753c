package org.parlour.edge.outbound;

import io.netty.util.Timer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.sipstack.CallIdStripes;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.OutboundRequest;
import org.parlour.edge.sipstack.ResponseRoute;
import org.parlour.edge.sipstack.SipStack;
import org.parlour.edge.syntax.CSeqValue;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transactions.AnswerRetransmitter;
import org.parlour.edge.transactions.AnswerRetransmitter.AckId;
import org.parlour.edge.transactions.HeldTransaction;
import org.parlour.edge.transactions.HeldTransactions;
import org.parlour.edge.transport.Protocol;
import org.parlour.support.observe.Hops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the core decided, in order for each Call-ID. Every instruction is complete: done
/// twice, it is a SIP retransmission. Thread-safe.
public final class InstructionExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(InstructionExecutor.class);
  private static final long SECOND_STOP_MILLIS = 1_000;

  private final EdgeId self;
  private final SipStack stack;
  private final CallIdStripes stripes;
  private final HeldTransactions held;
  private final AnswerRetransmitter retransmitter;
  private final ResponseWriter responses;
  private final RequestWriter requests;
  private final Timer timer;
  private final EdgeMetrics metrics;

  /// @param timer borrowed
  InstructionExecutor(
      EdgeId self,
      SipStack stack,
      CallIdStripes stripes,
      HeldTransactions held,
      AnswerRetransmitter retransmitter,
      ResponseWriter responses,
      RequestWriter requests,
      Timer timer,
      EdgeMetrics metrics) {
    this.self = self;
    this.stack = stack;
    this.stripes = stripes;
    this.held = held;
    this.retransmitter = retransmitter;
    this.responses = responses;
    this.requests = requests;
    this.timer = timer;
    this.metrics = metrics;
  }

  /// Carries an instruction out; returns at once.
  ///
  /// @return completes when it was handed to the network, or nothing more can be done for it
  public CompletableFuture<Void> execute(EdgeInstruction instruction) {
    return switch (instruction) {
      case SendAnswer answer -> on(answer.skeleton().callId(), () -> answer(answer));
      case SendRequest request -> on(request.callId(), () -> send(request));
      case CancelRequest cancel -> on(cancel.invite().callId(), () -> cancel(cancel));
      case StopRetransmission stop -> {
        stop(stop);
        yield CompletableFuture.completedFuture(null);
      }
    };
  }

  private CompletableFuture<Void> on(String callId, Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    stripes.execute(
        callId,
        Hops.carry(
            () -> {
              try {
                work.run();
              } finally {
                done.complete(null);
              }
            }));
    return done;
  }

  /// The answer that it stops may still wait for its turn: asks once more a little later.
  private void stop(StopRetransmission stop) {
    retransmitter.stop(stop.transaction());
    timer.newTimeout(
        due -> retransmitter.stop(stop.transaction()), SECOND_STOP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void answer(SendAnswer answer) {
    Optional<HeldTransaction> transaction =
        answer.status() < 200 ? held.find(answer.transaction()) : held.take(answer.transaction());
    if (transaction.isEmpty() && self.is(answer.replyTo())) {
      metrics.staleInstruction();
      return;
    }
    byte[] response =
        responses.write(
            answer.skeleton(), answer.status(), answer.toTag(), answer.headers(), answer.content());
    Runnable again;
    if (transaction.isPresent()) {
      HeldTransaction holding = transaction.get();
      holding.transaction().respond(response);
      again = () -> holding.exchange().reply(response);
    } else {
      again = () -> fromSkeleton(answer.skeleton(), response);
      again.run();
    }
    metrics.answer(answer.status());
    repeatUntilAck(answer, again);
    answer.then().forEach(this::send);
  }

  private void fromSkeleton(ResponseSkeleton skeleton, byte[] response) {
    try {
      ViaValue via = ViaValue.parse(skeleton.vias().isEmpty() ? "" : skeleton.vias().getFirst());
      stack.sendResponse(response, ResponseRoute.of(via, stack.leavingPort()));
    } catch (SyntaxException e) {
      LOG.warn("an answer has no way back: {}", e.getMessage());
    }
  }

  private void repeatUntilAck(SendAnswer answer, Runnable again) {
    String tag = answer.toTag();
    if (answer.status() / 100 != 2 || tag == null) {
      return;
    }
    try {
      CSeqValue cseq = CSeqValue.parse(answer.skeleton().cseq());
      if (cseq.method().equals("INVITE")) {
        String callId = answer.skeleton().callId();
        retransmitter.start(
            new AckId(callId, tag, cseq.number()),
            answer.transaction(),
            () -> stripes.execute(callId, again));
      }
    } catch (SyntaxException e) {
      LOG.warn("an answer has no CSeq: {}", e.getMessage());
    }
  }

  private void send(SendRequest request) {
    try {
      RequestWriter.Written written = requests.write(request);
      metrics.requestSent(request.method());
      if (request.method().equals("ACK")) {
        stack.sendStateless(written.bytes(), written.hop(), stack.leavingPort());
      } else {
        stack.send(memory(request, request.method(), written), written.bytes(), written.hop());
      }
    } catch (SyntaxException e) {
      LOG.warn("{} of {} has no route: {}", request.method(), request.callId(), e.getMessage());
    }
  }

  private void cancel(CancelRequest cancel) {
    try {
      RequestWriter.Written written = requests.write(cancel);
      metrics.requestSent("CANCEL");
      stack.send(memory(cancel.invite(), "CANCEL", written), written.bytes(), written.hop());
    } catch (SyntaxException e) {
      LOG.warn("CANCEL of {} has no route: {}", cancel.invite().callId(), e.getMessage());
    }
  }

  private static OutboundRequest memory(
      SendRequest request, String method, RequestWriter.Written written) {
    Hop hop = written.hop();
    byte[] datagram = written.datagram();
    return new OutboundRequest(
        request.key(),
        request.id(),
        method,
        request.callId(),
        datagram == null
            ? null
            : new OutboundRequest.Datagram(
                datagram, new Hop(hop.host(), hop.port(), Protocol.UDP)));
  }
}
