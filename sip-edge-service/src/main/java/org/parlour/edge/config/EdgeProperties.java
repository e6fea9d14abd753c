package org.parlour.edge.config;

import java.time.Duration;
import org.parlour.edge.transactions.EdgeTimers;
import org.parlour.edge.transport.SipLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// This edge and its limits.
///
/// @param ordinal its number among the edges, which is its partition of `parlour.edge-inbox`
/// @param maxInFlight requests that wait for the core; who comes later is answered 503
/// @param shedAbove while what the core decides had waited longer than this, new work is answered
///     503; the clocks of edges and core have to agree better than that
/// @param maxServerTransactions of the stack, those included that only absorb retransmissions
/// @param maxHeaders of one message
/// @param maxBody of one message
/// @param maxConnections over TCP
/// @param idle a connection without traffic is closed after it
/// @param maxQueued messages read but not yet dealt with
/// @param inviteDeadline how long the core may take for an INVITE before we answer 503; longer than
///     it lets invitees ring (D-31: 180 s) and than its own guard of an INVITE (188 s)
/// @param deadline likewise for other requests
@ConfigurationProperties("im.edge")
record EdgeProperties(
    @DefaultValue("0") int ordinal,
    @DefaultValue("5000") int maxInFlight,
    @DefaultValue("1s") Duration shedAbove,
    @DefaultValue("200000") int maxServerTransactions,
    @DefaultValue("32KB") DataSize maxHeaders,
    @DefaultValue("64KB") DataSize maxBody,
    @DefaultValue("10000") int maxConnections,
    @DefaultValue("30m") Duration idle,
    @DefaultValue("2000") int maxQueued,
    @DefaultValue("195s") Duration inviteDeadline,
    @DefaultValue("20s") Duration deadline) {
  private static final int HIGHEST_ORDINAL = 63;

  EdgeProperties {
    if (ordinal < 0 || ordinal > HIGHEST_ORDINAL) {
      throw new IllegalArgumentException(
          "im.edge.ordinal: " + ordinal + " (expected: 0 to " + HIGHEST_ORDINAL + ")");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "im.edge.max-in-flight: " + maxInFlight + " (expected: >= 1)");
    }
    if (shedAbove.toMillis() < 1) {
      throw new IllegalArgumentException(
          "im.edge.shed-above: " + shedAbove + " (expected: >= 1ms)");
    }
  }

  SipLimits limits() {
    SipLimits usual = SipLimits.DEFAULTS;
    return new SipLimits(
        (int) maxHeaders.toBytes(),
        (int) maxBody.toBytes(),
        maxConnections,
        idle,
        usual.connectTimeout(),
        usual.writeHighWater(),
        usual.writeLimit(),
        maxQueued);
  }

  EdgeTimers timers() {
    EdgeTimers usual = EdgeTimers.DEFAULTS;
    return new EdgeTimers(usual.t1(), usual.t2(), inviteDeadline, deadline);
  }
}
