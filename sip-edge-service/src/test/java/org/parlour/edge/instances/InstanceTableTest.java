package org.parlour.edge.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.instance.InstanceHeartbeat.Kind;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;

class InstanceTableTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final InstanceTable table = new InstanceTable();

  private void beat(Kind kind, int ordinal, long incarnation, Instant at, double load) {
    table.apply(
        new InstanceHeartbeat(kind, ordinal, incarnation, at, "host" + ordinal, 2855, load, false));
  }

  private void switchBeat(int ordinal, Instant at) {
    beat(Kind.SWITCH, ordinal, 1, at, 0);
  }

  private static List<Integer> ordinals(List<SwitchCandidate> candidates) {
    return candidates.stream().map(SwitchCandidate::ordinal).toList();
  }

  @Test
  void ranksLiveSwitchesOnly() {
    switchBeat(1, NOW);
    switchBeat(2, NOW.minusSeconds(2));
    switchBeat(3, NOW.minusSeconds(3));
    beat(Kind.EDGE, 4, 1, NOW, 0);
    assertThat(ordinals(table.switchesFor(new AggregateKey("k")))).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void killsNobodyWhenEverybodyIsSilent() {
    switchBeat(1, NOW.minusSeconds(60));
    switchBeat(2, NOW.minusSeconds(61));
    assertThat(table.switchesFor(new AggregateKey("k"))).hasSize(2);
  }

  @Test
  void leavesOutADrainingSwitch() {
    table.apply(new InstanceHeartbeat(Kind.SWITCH, 1, 1, NOW, "h", 2855, 0, true));
    assertThat(table.switchesFor(new AggregateKey("k"))).isEmpty();
  }

  @Test
  void givesTheSameKeyTheSameSwitchesAndSpreadsKeysByLoad() {
    beat(Kind.SWITCH, 1, 1, NOW, 0.0);
    beat(Kind.SWITCH, 2, 1, NOW, 0.0);
    beat(Kind.SWITCH, 3, 1, NOW, 0.9);
    Map<Integer, Integer> first = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      AggregateKey key = new AggregateKey("sip:s-" + i + "@im.example.org");
      List<Integer> ranked = ordinals(table.switchesFor(key));
      assertThat(ordinals(table.switchesFor(key))).isEqualTo(ranked);
      first.merge(ranked.getFirst(), 1, Integer::sum);
    }
    assertThat(first.get(1)).isBetween(1250, 1600);
    assertThat(first.get(2)).isBetween(1250, 1600);
    assertThat(first.get(3)).isBetween(60, 300);
  }

  @Test
  void aNewIncarnationTakesThePlaceOfTheOld() {
    beat(Kind.SWITCH, 1, 5, NOW, 0);
    beat(Kind.SWITCH, 1, 6, NOW.minusMillis(1), 0);
    beat(Kind.SWITCH, 1, 5, NOW.plusSeconds(1), 0);
    assertThat(table.switchesFor(new AggregateKey("k")).getFirst().incarnation()).isEqualTo(6);
  }

  @Test
  void givesTheInboxOfADeadEdgeToTheLowestLiveEdge() {
    beat(Kind.EDGE, 0, 1, NOW.minusSeconds(4), 0);
    beat(Kind.EDGE, 1, 1, NOW, 0);
    beat(Kind.EDGE, 2, 1, NOW, 0);
    assertThat(table.adoptedBy(1)).extracting(InstanceHeartbeat::ordinal).containsExactly(0);
    assertThat(table.adoptedBy(2)).isEmpty();
  }

  @Test
  void forgetsAnEdgeThatIsGoneForLong() {
    beat(Kind.EDGE, 7, 1, NOW.minusSeconds(3600), 0);
    beat(Kind.EDGE, 1, 1, NOW, 0);
    assertThat(table.adoptedBy(1)).isEmpty();
  }
}
