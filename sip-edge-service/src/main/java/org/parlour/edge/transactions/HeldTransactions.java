package org.parlour.edge.transactions;

import io.netty.util.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.sipstack.CallIdStripes;
import org.parlour.edge.sipstack.ServerExchange;
import org.parlour.edge.sipstack.ServerTransaction;

/// The server transactions that this edge holds, each until its final answer or its deadline. Their
/// number is bounded: who comes later is refused before anything is published. Thread-safe.
public final class HeldTransactions {
  private final int capacity;
  private final EdgeTimers timers;
  private final Timer timer;
  private final CallIdStripes stripes;
  private final Map<TransactionId, HeldTransaction> held = new ConcurrentHashMap<>();

  /// @param timer borrowed; its thread only hands over to `stripes`
  public HeldTransactions(
      int capacity, EdgeTimers timers, Timer timer, CallIdStripes stripes, EdgeMetrics metrics) {
    this.capacity = capacity;
    this.timers = timers;
    this.timer = timer;
    this.stripes = stripes;
    metrics.gauge(EdgeMetrics.Gauge.IN_FLIGHT, held, Map::size);
  }

  /// Whether there is room for one more. A request within a dialog finds some when a new one does
  /// not: what runs is brought to its end first.
  public boolean hasRoom(boolean inDialog) {
    return held.size() < (inDialog ? capacity + capacity / 4 : capacity);
  }

  /// How much of the room is taken, 0 to 1.
  public double load() {
    return Math.min(1.0, (double) held.size() / capacity);
  }

  public int size() {
    return held.size();
  }

  /// Holds a transaction until [#take] or its deadline.
  ///
  /// @param abandoned called on the Call-ID's stripe when the deadline passed; the transaction is
  ///     not held any more then
  public void hold(
      TransactionId id,
      AggregateKey key,
      ResponseSkeleton skeleton,
      boolean invite,
      ServerExchange exchange,
      ServerTransaction transaction,
      Consumer<HeldTransaction> abandoned) {
    HeldTransaction holding = new HeldTransaction(id, key, skeleton, exchange, transaction);
    held.put(id, holding);
    Duration limit = invite ? timers.inviteDeadline() : timers.deadline();
    holding.deadline(
        timer.newTimeout(
            expired ->
                stripes.execute(
                    skeleton.callId(),
                    () -> {
                      if (held.remove(id, holding)) {
                        abandoned.accept(holding);
                      }
                    }),
            limit.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  /// For a provisional answer: stays held.
  public Optional<HeldTransaction> find(TransactionId id) {
    return Optional.ofNullable(held.get(id));
  }

  /// For the final answer: not held any more.
  public Optional<HeldTransaction> take(TransactionId id) {
    HeldTransaction taken = held.remove(id);
    if (taken != null) {
      taken.stopDeadline();
    }
    return Optional.ofNullable(taken);
  }
}
