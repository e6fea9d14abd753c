package org.parlour.edge.instances;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.instance.InstanceHeartbeat.Kind;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;

/// Who is alive, by heartbeats alone (architecture §6): an instance is dead when it is 3 s behind
/// the newest heartbeat of any other, so that a broker's pause kills nobody. Thread-safe.
public final class InstanceTable {
  static final Duration DEAD_AFTER = Duration.ofSeconds(3);

  /// An inbox is adopted earlier than a switch is given up: an answer sent twice is a SIP
  /// retransmission, so a mistake harms nobody, and the answer must be there within 3 s of the
  /// death.
  private static final Duration ADOPTED_AFTER = Duration.ofMillis(1_500);

  /// Nothing that a longer dead edge was asked still matters: the core gave it up.
  private static final Duration ADOPTED_FOR = Duration.ofMinutes(5);

  private static final int MOST_CANDIDATES = 8;
  private static final double LEAST_WEIGHT = 0.02;

  private final Map<String, InstanceHeartbeat> latest = new ConcurrentHashMap<>();

  public void apply(InstanceHeartbeat heartbeat) {
    latest.merge(
        heartbeat.key(),
        heartbeat,
        (known, fresh) ->
            fresh.incarnation() > known.incarnation()
                    || (fresh.incarnation() == known.incarnation()
                        && !fresh.at().isBefore(known.at()))
                ? fresh
                : known);
  }

  private Duration behind(InstanceHeartbeat instance) {
    Instant newest = instance.at();
    for (InstanceHeartbeat other : latest.values()) {
      if (other.at().isAfter(newest)) {
        newest = other.at();
      }
    }
    return Duration.between(instance.at(), newest);
  }

  private boolean isDead(InstanceHeartbeat instance) {
    return behind(instance).compareTo(DEAD_AFTER) >= 0;
  }

  private boolean isSilent(InstanceHeartbeat edge) {
    return behind(edge).compareTo(ADOPTED_AFTER) >= 0;
  }

  /// Live switches for a new session, best first: rendezvous hashing by the key, weighted by what
  /// each has free, so that every edge gives nearly the same list.
  public List<SwitchCandidate> switchesFor(AggregateKey key) {
    return latest.values().stream()
        .filter(i -> i.kind() == Kind.SWITCH && !i.draining() && !isDead(i))
        .sorted(
            Comparator.comparingDouble((InstanceHeartbeat i) -> score(key, i))
                .reversed()
                .thenComparingInt(InstanceHeartbeat::ordinal))
        .limit(MOST_CANDIDATES)
        .map(i -> new SwitchCandidate(i.ordinal(), i.incarnation(), i.host(), i.port()))
        .toList();
  }

  /// Weighted rendezvous: weight / -ln(u), u uniform in (0, 1).
  private static double score(AggregateKey key, InstanceHeartbeat instance) {
    CRC32C crc = new CRC32C();
    crc.update((key.value() + '|' + instance.ordinal()).getBytes(StandardCharsets.UTF_8));
    long mixed = crc.getValue() * 0x9E3779B97F4A7C15L;
    double uniform = ((mixed >>> 11) + 1.0) / (double) ((1L << 53) + 2);
    return Math.max(LEAST_WEIGHT, 1 - instance.load()) / -Math.log(uniform);
  }

  /// The silent edges whose inboxes the edge `self` must read: all of them when it is the live edge
  /// with the lowest ordinal, else none.
  public List<InstanceHeartbeat> adoptedBy(int self) {
    boolean lowest = edges().noneMatch(i -> i.ordinal() < self && !isSilent(i));
    return lowest
        ? edges()
            .filter(i -> i.ordinal() != self && isSilent(i) && behind(i).compareTo(ADOPTED_FOR) < 0)
            .toList()
        : List.of();
  }

  private Stream<InstanceHeartbeat> edges() {
    return latest.values().stream().filter(i -> i.kind() == Kind.EDGE);
  }
}
