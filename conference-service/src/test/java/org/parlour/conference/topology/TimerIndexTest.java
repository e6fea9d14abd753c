package org.parlour.conference.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.conference.state.PartMap;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;

class TimerIndexTest {
  private final KeyValueStore<byte[], byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("timers"), Serdes.ByteArray(), Serdes.ByteArray())
          .withLoggingDisabled()
          .withCachingDisabled()
          .build();

  private TimerIndex index;

  TimerIndexTest() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    index = new TimerIndex(store);
  }

  @BeforeEach
  void arm() {
    arm("sip:a@example.org", 1000);
    arm("sip:b@example.org", 3000);
    arm("sip:c@example.org", 2000);
  }

  private void arm(String name, long due) {
    AggregateKey key = new AggregateKey(name);
    Timer timer = new Timer("expiry", 1, Instant.ofEpochMilli(due));
    index.rearm(
        key,
        new TimerIndex.Wake(name.getBytes(StandardCharsets.UTF_8), due),
        new ServedUser(
            key, null, null, PartMap.empty(), PartMap.<Timer>empty().with("expiry", timer)),
        0);
  }

  private List<String> taken(long now, int most) {
    return index.take(now, most).stream()
        .map(wake -> new String(wake.aggregate(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void takesWhatIsDueOnceTheEarliestFirst() {
    assertThat(taken(2000, 9)).containsExactly("sip:a@example.org", "sip:c@example.org");
    assertThat(taken(2000, 9)).isEmpty();
    assertThat(taken(3000, 9)).containsExactly("sip:b@example.org");
  }

  @Test
  void takesTheRestOfManyNextTime() {
    assertThat(taken(5000, 2)).containsExactly("sip:a@example.org", "sip:c@example.org");
    assertThat(taken(5000, 2)).containsExactly("sip:b@example.org");
  }

  @Test
  void findsWhatIsArmedEarlierThanItLookedLast() {
    assertThat(taken(5000, 9)).hasSize(3);
    arm("sip:late@example.org", 4000);
    assertThat(taken(5000, 9)).containsExactly("sip:late@example.org");
  }

  @Test
  void takesNothingWhileTheClockIsBehindWhereItLookedLast() {
    assertThat(taken(2000, 9)).hasSize(2);
    assertThat(taken(1500, 9)).isEmpty();
    assertThat(taken(3000, 9)).containsExactly("sip:b@example.org");
  }

  @Test
  void findsEverythingAfterALifeThatEnded() {
    assertThat(taken(500, 9)).isEmpty();
    index = new TimerIndex(store);
    assertThat(taken(5000, 9)).hasSize(3);
  }
}
