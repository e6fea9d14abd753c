package org.parlour.edge.transactions;

import io.netty.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.edge.sipstack.ServerExchange;
import org.parlour.edge.sipstack.ServerTransaction;

/// A request that waits for the core's answer. Touched on the stripe of its Call-ID only.
public final class HeldTransaction {
  private final TransactionId id;
  private final AggregateKey key;
  private final ResponseSkeleton skeleton;
  private final ServerExchange exchange;
  private final ServerTransaction transaction;
  private @Nullable Timeout deadline;

  HeldTransaction(
      TransactionId id,
      AggregateKey key,
      ResponseSkeleton skeleton,
      ServerExchange exchange,
      ServerTransaction transaction) {
    this.id = id;
    this.key = key;
    this.skeleton = skeleton;
    this.exchange = exchange;
    this.transaction = transaction;
  }

  void deadline(Timeout timeout) {
    deadline = timeout;
  }

  void stopDeadline() {
    if (deadline != null) {
      deadline.cancel();
    }
  }

  public TransactionId id() {
    return id;
  }

  public AggregateKey key() {
    return key;
  }

  public ResponseSkeleton skeleton() {
    return skeleton;
  }

  /// For what goes out after the transaction ended: a 2xx once more.
  public ServerExchange exchange() {
    return exchange;
  }

  public ServerTransaction transaction() {
    return transaction;
  }
}
