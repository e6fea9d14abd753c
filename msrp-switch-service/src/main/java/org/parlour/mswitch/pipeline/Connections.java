package org.parlour.mswitch.pipeline;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.handler.LegRouter;
import org.parlour.mswitch.metrics.SwitchMetrics;

/// The open connections. Any thread.
final class Connections {
  private final Set<LegRouter> routers = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final SwitchMetrics metrics;
  private final int most;
  private final int mostOfOneAddress;

  Connections(SwitchMetrics metrics, int most, int mostOfOneAddress) {
    this.metrics = metrics;
    this.most = most;
    this.mostOfOneAddress = mostOfOneAddress;
  }

  /// @return false when there are too many; the channel is closed then
  boolean admit(Channel channel, LegRouter router) {
    InetAddress address =
        channel.remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null;
    int all = metrics.connections(1);
    int ofAddress = address == null ? 0 : byAddress.merge(address, 1, Integer::sum);
    channel.closeFuture().addListener(ignored -> leave(router, address));
    if (all > most || ofAddress > mostOfOneAddress) {
      metrics.closed(
          all > most
              ? SwitchMetrics.Closing.TOO_MANY
              : SwitchMetrics.Closing.TOO_MANY_OF_ONE_ADDRESS);
      channel.close();
      return false;
    }
    routers.add(router);
    return true;
  }

  private void leave(LegRouter router, @Nullable InetAddress address) {
    routers.remove(router);
    metrics.connections(-1);
    if (address != null) {
      byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Looks at every deadline.
  void tick(long nowNanos, long bindTimeoutNanos, long idleTimeoutNanos) {
    for (LegRouter router : routers) {
      router.expire(nowNanos);
      router.connection().expire(nowNanos, bindTimeoutNanos, idleTimeoutNanos);
    }
  }
}
