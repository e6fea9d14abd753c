package org.parlour.contracts.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.instance.InstanceHeartbeat.Kind;
import org.parlour.contracts.instance.InstanceTable.Fate;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.media.SwitchDoors;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.protocol.sdp.MsrpTransport;

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

  private void edgeBeats(Instant from, Instant until) {
    for (Instant at = from; !at.isAfter(until); at = at.plusMillis(500)) {
      beat(Kind.EDGE, 0, 1, at, 0);
    }
  }

  private static List<Integer> ordinals(List<SwitchCandidate> candidates) {
    return candidates.stream().map(SwitchCandidate::ordinal).toList();
  }

  @Test
  void ranksLiveSwitchesOnly() {
    switchBeat(1, NOW.minusSeconds(1));
    switchBeat(2, NOW.minusSeconds(2));
    switchBeat(3, NOW.minusSeconds(3));
    edgeBeats(NOW.minusSeconds(2), NOW);
    assertThat(ordinals(table.switchesFor(new AggregateKey("k")))).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void knowsWhatASwitchTakesBesideTcp() {
    SwitchDoors doors = new SwitchDoors(new SwitchAddress("h", 2856), null, null, "sha-256 AB");
    table.apply(new InstanceHeartbeat(Kind.SWITCH, 1, 1, NOW, "h", 2855, 0, false, doors));
    SwitchCandidate candidate = table.switchesFor(new AggregateKey("k")).getFirst();

    assertThat(candidate.address(MsrpTransport.TCP)).isEqualTo(new SwitchAddress("h", 2855));
    assertThat(candidate.address(MsrpTransport.TLS)).isEqualTo(new SwitchAddress("h", 2856));
    assertThat(candidate.takes(MsrpTransport.WS)).isFalse();
    assertThat(new SwitchCandidate(1, 1, "h", 2855).takes(MsrpTransport.WSS)).isFalse();
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

  @Test
  void aSwitchIsLostWhenAnotherInstanceBeatsOnForThreeSeconds() {
    switchBeat(1, NOW);
    edgeBeats(NOW, NOW.plusMillis(2_500));
    long before = table.version();
    assertThat(table.fate(1, 1)).isEqualTo(Fate.LIVES);

    edgeBeats(NOW.plusSeconds(3), NOW.plusSeconds(3));

    assertThat(table.fate(1, 1)).isEqualTo(Fate.LOST);
    assertThat(table.version()).isGreaterThan(before);
  }

  @Test
  void aPauseOfTheBrokerKillsNobody() {
    switchBeat(1, NOW);
    edgeBeats(NOW, NOW);

    edgeBeats(NOW.plusSeconds(6), NOW.plusSeconds(7));
    switchBeat(1, NOW.plusMillis(7_100));
    edgeBeats(NOW.plusMillis(7_500), NOW.plusSeconds(9));

    assertThat(table.fate(1, 1)).isEqualTo(Fate.LIVES);
  }

  @Test
  void aLostIncarnationStaysLostAndTheNextOneLives() {
    switchBeat(1, NOW);
    edgeBeats(NOW, NOW.plusSeconds(4));
    switchBeat(1, NOW.plusSeconds(5));
    assertThat(table.fate(1, 1)).isEqualTo(Fate.LOST);
    assertThat(table.switchesFor(new AggregateKey("k"))).isEmpty();

    beat(Kind.SWITCH, 1, 2, NOW.plusSeconds(6), 0);

    assertThat(table.fate(1, 1)).isEqualTo(Fate.LOST);
    assertThat(table.fate(1, 2)).isEqualTo(Fate.LIVES);
    assertThat(ordinals(table.switchesFor(new AggregateKey("k")))).containsExactly(1);
  }

  @Test
  void heartbeatsChangeNothingWhileAllIsWell() {
    switchBeat(1, NOW);
    edgeBeats(NOW, NOW.plusSeconds(4).minusMillis(1_500));
    switchBeat(1, NOW.plusMillis(2_500));
    edgeBeats(NOW.plusSeconds(3), NOW.plusSeconds(3));
    long settled = table.version();

    for (int i = 0; i < 20; i++) {
      switchBeat(1, NOW.plusMillis(3_000 + 500L * i));
      beat(Kind.EDGE, 0, 1, NOW.plusMillis(3_100 + 500L * i), 0);
    }

    assertThat(table.version()).isEqualTo(settled);
  }

  @Test
  void aSwitchThatNobodyHearsOfIsLostOnceOthersWereHeardLongEnough() {
    edgeBeats(NOW, NOW.plusSeconds(2));
    assertThat(table.fate(5, 1)).isEqualTo(Fate.LIVES);

    edgeBeats(NOW.plusMillis(2_500), NOW.plusSeconds(3));

    assertThat(table.fate(5, 1)).isEqualTo(Fate.LOST);
  }

  @Test
  void aDrainingSwitchGivesItsSessionsAway() {
    switchBeat(1, NOW);
    table.apply(new InstanceHeartbeat(Kind.SWITCH, 1, 1, NOW.plusMillis(500), "h", 2855, 0, true));

    assertThat(table.fate(1, 1)).isEqualTo(Fate.DRAINS);
  }
}
