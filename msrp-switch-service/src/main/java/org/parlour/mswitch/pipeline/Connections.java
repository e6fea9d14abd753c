package org.parlour.mswitch.pipeline;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parlour.mswitch.handler.LegRouter;
import org.parlour.mswitch.metrics.SwitchMetrics;

/// The open connections. Any thread.
final class Connections {
  private final Set<LegRouter> routers = ConcurrentHashMap.newKeySet();
  private final SwitchMetrics metrics;
  private final int most;

  Connections(SwitchMetrics metrics, int most) {
    this.metrics = metrics;
    this.most = most;
  }

  /// @return false when there are too many; the channel is closed then
  boolean admit(Channel channel, LegRouter router) {
    if (metrics.connections(1) > most) {
      metrics.connections(-1);
      metrics.closed(SwitchMetrics.Closing.TOO_MANY);
      channel.close();
      return false;
    }
    routers.add(router);
    channel
        .closeFuture()
        .addListener(
            ignored -> {
              routers.remove(router);
              metrics.connections(-1);
            });
    return true;
  }

  /// Looks at every deadline.
  void tick(long nowNanos, long bindTimeoutNanos, long idleTimeoutNanos) {
    for (LegRouter router : routers) {
      router.expire(nowNanos);
      router.connection().expire(nowNanos, bindTimeoutNanos, idleTimeoutNanos);
    }
  }
}
