package org.parlour.msrp.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;

/// The requests of one connection that wait for their responses (RFC 4975 §7.1.1). A request that
/// is not answered in time has failed, as if it had been answered with 408; one with
/// `Failure-Report: partial` has succeeded then, and one with `no` waits for nothing.
///
/// One owner: not thread-safe.
///
/// @param <T> what the owner wants back with the answer
public final class Transactions<T> {
  /// How long RFC 4975 waits for a response.
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /// @param loud whether silence is a failure
  private record Waiting<T>(T context, boolean loud, long dueNanos) {}

  private final long patienceNanos;

  /// In the order of sending, which is that of falling due.
  private final Map<TransactionId, Waiting<T>> open = new LinkedHashMap<>();

  public Transactions() {
    this(PATIENCE);
  }

  public Transactions(Duration patience) {
    this.patienceNanos = patience.toNanos();
  }

  /// Remembers a request whose last octet was just written.
  ///
  /// @param nowNanos of a monotonic clock that never goes back from one call to the next
  /// @return false when no response can come, and nothing is remembered
  public boolean sent(RequestHead request, T context, long nowNanos) {
    boolean send = request.method() == MsrpMethod.SEND;
    FailureReport wanted = request.failureReport();
    if (request.method() == MsrpMethod.REPORT || (send && wanted == FailureReport.NO)) {
      return false;
    }
    boolean loud = !send || wanted == FailureReport.YES;
    open.put(request.transaction(), new Waiting<>(context, loud, nowNanos + patienceNanos));
    return true;
  }

  /// @return what was given with the request that `response` answers; null when it waits no more,
  ///     or was never sent
  public @Nullable T answered(MsrpResponse response) {
    Waiting<T> waiting = open.remove(response.transaction());
    return waiting == null ? null : waiting.context();
  }

  /// Gives up the requests that are due.
  ///
  /// @return those that failed, in the order of sending
  public List<T> expire(long nowNanos) {
    List<T> failed = new ArrayList<>(0);
    Iterator<Waiting<T>> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Waiting<T> waiting = oldest.next();
      if (nowNanos - waiting.dueNanos() < 0) {
        break;
      }
      oldest.remove();
      if (waiting.loud()) {
        failed.add(waiting.context());
      }
    }
    return failed;
  }

  /// When [#expire] has something to do; empty when nothing waits.
  public OptionalLong nextDueNanos() {
    Iterator<Waiting<T>> oldest = open.values().iterator();
    return oldest.hasNext() ? OptionalLong.of(oldest.next().dueNanos()) : OptionalLong.empty();
  }

  /// How many wait.
  public int size() {
    return open.size();
  }

  /// The connection is gone: gives up all.
  ///
  /// @return those of which nobody knows whether they arrived, in the order of sending
  public List<T> clear() {
    List<T> lost = open.values().stream().map(Waiting::context).toList();
    open.clear();
    return lost;
  }
}
