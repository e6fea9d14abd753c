package org.parlour.contracts.instance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.instance.InstanceHeartbeat.Kind;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;

/// Who is alive, by heartbeats alone and in their order, so that all who read them agree
/// (architecture §6). A switch is lost when another instance, 3 s later, has beaten several times
/// since: when all are silent, or speak again after a broker's pause, nobody is. A switch that was
/// lost stays so, whatever it says; its next incarnation is another one.
///
/// [#apply] is for one thread, questions for any.
public final class InstanceTable {
  static final Duration LOST_AFTER = Duration.ofSeconds(3);

  /// After a pause one instance may be heard a beat or two before the next.
  static final int BEATS_SINCE = 5;

  /// One that is so far behind is not worth a try, though it was not seen to be lost.
  private static final Duration STALE = Duration.ofSeconds(15);

  /// An inbox is adopted earlier than a switch is given up: an answer sent twice is a SIP
  /// retransmission, so a mistake harms nobody, and the answer must be there within 3 s of the
  /// death.
  private static final Duration ADOPTED_AFTER = Duration.ofMillis(1_500);

  /// Nothing that a longer dead edge was asked still matters: the core gave it up.
  private static final Duration ADOPTED_FOR = Duration.ofMinutes(5);

  private static final int MOST_CANDIDATES = 8;
  private static final double LEAST_WEIGHT = 0.02;

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile @Nullable Instant since;
  private volatile @Nullable Instant newest;
  private final AtomicLong version = new AtomicLong();

  /// What is to be expected of one incarnation of a switch.
  public enum Fate {
    LIVES,
    /// It gives its sessions away.
    DRAINS,
    LOST
  }

  /// An instance and, for a switch, how often each other was heard since.
  private static final class Known {
    private final Map<String, Integer> beatsSince = new HashMap<>();
    private volatile InstanceHeartbeat latest;
    private volatile boolean lost;

    private Known(InstanceHeartbeat first) {
      latest = first;
    }
  }

  public void apply(InstanceHeartbeat heartbeat) {
    Known instance = known.get(heartbeat.key());
    if (instance == null) {
      known.put(heartbeat.key(), new Known(heartbeat));
      changed(heartbeat.kind() == Kind.SWITCH);
    } else if (isNews(instance.latest, heartbeat)) {
      boolean reborn = heartbeat.incarnation() != instance.latest.incarnation();
      changed(
          heartbeat.kind() == Kind.SWITCH
              && (reborn || heartbeat.draining() != instance.latest.draining()));
      if (reborn) {
        instance.lost = false;
      }
      instance.latest = heartbeat;
      instance.beatsSince.clear();
    }
    Instant first = since;
    if (first == null) {
      first = heartbeat.at();
      since = first;
    }
    Instant before = newest;
    if (before == null || heartbeat.at().isAfter(before)) {
      newest = heartbeat.at();
      changed(before != null && !isSettled(first, before) && isSettled(first, heartbeat.at()));
    }
    known.values().forEach(other -> compare(other, heartbeat));
  }

  private static boolean isNews(InstanceHeartbeat latest, InstanceHeartbeat heartbeat) {
    return heartbeat.incarnation() > latest.incarnation()
        || (heartbeat.incarnation() == latest.incarnation()
            && !heartbeat.at().isBefore(latest.at()));
  }

  private void compare(Known instance, InstanceHeartbeat heard) {
    InstanceHeartbeat latest = instance.latest;
    if (latest.kind() != Kind.SWITCH || instance.lost || latest.key().equals(heard.key())) {
      return;
    }
    int beats = instance.beatsSince.merge(heard.key(), 1, Integer::sum);
    if (beats >= BEATS_SINCE
        && Duration.between(latest.at(), heard.at()).compareTo(LOST_AFTER) >= 0) {
      instance.lost = true;
      changed(true);
    }
  }

  private void changed(boolean really) {
    if (really) {
      version.incrementAndGet();
    }
  }

  /// Grows whenever the fate of a switch changes, and at no other heartbeat.
  public long version() {
    return version.get();
  }

  /// @param incarnation of the switch; one that is newer than any heard of lives
  public Fate fate(int ordinal, long incarnation) {
    Known instance = known.get(InstanceHeartbeat.key(Kind.SWITCH, ordinal));
    if (instance == null) {
      Instant first = since;
      Instant last = newest;
      boolean settled = first != null && last != null && isSettled(first, last);
      return settled ? Fate.LOST : Fate.LIVES;
    }
    InstanceHeartbeat latest = instance.latest;
    if (latest.incarnation() > incarnation) {
      return Fate.LOST;
    }
    if (latest.incarnation() < incarnation) {
      return Fate.LIVES;
    }
    return instance.lost ? Fate.LOST : latest.draining() ? Fate.DRAINS : Fate.LIVES;
  }

  /// Whether others were heard for long enough that a live switch would have been, too.
  private static boolean isSettled(Instant first, Instant last) {
    return Duration.between(first, last).compareTo(LOST_AFTER) >= 0;
  }

  private Duration behind(InstanceHeartbeat instance) {
    Instant last = newest;
    return last == null ? Duration.ZERO : Duration.between(instance.at(), last);
  }

  private boolean takesSessions(Known instance) {
    InstanceHeartbeat latest = instance.latest;
    return latest.kind() == Kind.SWITCH
        && !latest.draining()
        && !instance.lost
        && behind(latest).compareTo(STALE) < 0;
  }

  private boolean isSilent(InstanceHeartbeat edge) {
    return behind(edge).compareTo(ADOPTED_AFTER) >= 0;
  }

  /// Live switches for a session, best first: rendezvous hashing by the key, weighted by what each
  /// has free, so that all who ask get nearly the same list.
  public List<SwitchCandidate> switchesFor(AggregateKey key) {
    return instances(known.values().stream().filter(this::takesSessions))
        .sorted(
            Comparator.comparingDouble((InstanceHeartbeat i) -> score(key, i))
                .reversed()
                .thenComparingInt(InstanceHeartbeat::ordinal))
        .limit(MOST_CANDIDATES)
        .map(i -> new SwitchCandidate(i.ordinal(), i.incarnation(), i.host(), i.port(), i.doors()))
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
    return instances(known.values().stream()).filter(i -> i.kind() == Kind.EDGE);
  }

  private static Stream<InstanceHeartbeat> instances(Stream<Known> known) {
    return known.map(instance -> instance.latest);
  }
}
