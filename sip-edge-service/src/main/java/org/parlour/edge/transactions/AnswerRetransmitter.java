package org.parlour.edge.transactions;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.edge.metrics.EdgeMetrics;

/// Repeats a 2xx to INVITE until its ACK (RFC 3261 §13.3.1.4): after T1, then twice as long each
/// time up to T2, over reliable transports too, for 64·T1 at most. What follows when no ACK comes
/// is the core's affair. Thread-safe.
public final class AnswerRetransmitter {
  private final EdgeTimers timers;
  private final Timer timer;
  private final EdgeMetrics metrics;
  private final Map<AckId, Repetition> byAck = new ConcurrentHashMap<>();
  private final Map<TransactionId, Repetition> byTransaction = new ConcurrentHashMap<>();

  /// What an ACK says of its 2xx.
  ///
  /// @param cseq the number
  public record AckId(String callId, String localTag, long cseq) {}

  /// @param timer borrowed
  public AnswerRetransmitter(EdgeTimers timers, Timer timer, EdgeMetrics metrics) {
    this.timers = timers;
    this.timer = timer;
    this.metrics = metrics;
    metrics.gauge(EdgeMetrics.Gauge.AWAITING_ACK, byAck, Map::size);
  }

  /// Starts to repeat an answer that was just sent once.
  ///
  /// @param send sends it again; must not block
  public void start(AckId ack, TransactionId transaction, Runnable send) {
    Repetition repetition = new Repetition(ack, transaction, send);
    Repetition earlier = byAck.put(ack, repetition);
    if (earlier != null) {
      earlier.stop();
    }
    byTransaction.put(transaction, repetition);
    repetition.schedule();
  }

  /// The ACK came.
  public void acknowledged(AckId ack) {
    end(byAck.get(ack));
  }

  /// The ACK came elsewhere, or the core does not care any more.
  public void stop(TransactionId transaction) {
    end(byTransaction.get(transaction));
  }

  private void end(@Nullable Repetition repetition) {
    if (repetition != null) {
      repetition.stop();
      byAck.remove(repetition.ack, repetition);
      byTransaction.remove(repetition.transaction, repetition);
    }
  }

  private final class Repetition {
    private final AckId ack;
    private final TransactionId transaction;
    private final Runnable send;
    private Duration interval = timers.t1();
    private Duration passed = Duration.ZERO;
    private boolean stopped;
    private @Nullable Timeout next;

    Repetition(AckId ack, TransactionId transaction, Runnable send) {
      this.ack = ack;
      this.transaction = transaction;
      this.send = send;
    }

    synchronized void schedule() {
      if (!stopped) {
        next = timer.newTimeout(due -> repeat(), interval.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void repeat() {
      passed = passed.plus(interval);
      if (passed.compareTo(timers.ackDeadline()) >= 0) {
        end(this);
        return;
      }
      Duration doubled = interval.multipliedBy(2);
      interval = doubled.compareTo(timers.t2()) < 0 ? doubled : timers.t2();
      metrics.retransmission();
      send.run();
      schedule();
    }

    synchronized void stop() {
      stopped = true;
      if (next != null) {
        next.cancel();
      }
    }
  }
}
