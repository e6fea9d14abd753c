package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.document.GroupStoreContract.LOBBY;
import static org.parlour.xdm.document.GroupStoreContract.TEAM;
import static org.parlour.xdm.document.GroupStoreContract.definition;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.FakeTopic.Mood;
import org.parlour.xdm.document.PublicationStore.Publication;

/// However Kafka answers and whenever a writer dies: what was answered well is stored and
/// published; and in the end readers of the topic hold each group for what is stored.
class PublicationProperties {
  private static final Duration PATIENCE = Duration.ofMillis(1);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final Precondition NONE = new Precondition.None();

  private final ManualClock clock = new ManualClock();
  private final InMemoryGroupStore store = new InMemoryGroupStore(clock);
  private final FakeTopic topic = new FakeTopic();
  private final GroupWording wording = new GroupWording(ReferredLists.NONE, 10_000, 2000);
  private final PublicationMetrics metrics =
      new PublicationMetrics(new SimpleMeterRegistry(), "group");
  private final GroupDocuments groups =
      new GroupDocuments(
          store,
          new Publications<>(store, topic, wording, metrics, clock, PATIENCE, MARGIN),
          wording,
          Keeper.NOBODY,
          clock);
  private final Corrections<GroupContent> corrections =
      new Corrections<>(store, topic, wording, metrics, clock, PATIENCE, Duration.ofSeconds(1));
  private final Map<ImAddress, Optional<Definition>> answered = new HashMap<>();

  @Property(tries = 200)
  void readersEndWithWhatIsStored(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    Random random = new Random(seed);
    for (int i = 0; i < steps; i++) {
      topic.mood = Mood.values()[random.nextInt(Mood.values().length)];
      ImAddress group = random.nextBoolean() ? TEAM : LOBBY;
      step(random, group, definition("d" + i, "alice"));
      for (ImAddress known : List.of(TEAM, LOBBY)) {
        assertThat(groups.find(known).map(Group::definition))
            .isEqualTo(answered.getOrDefault(known, Optional.empty()));
      }
    }
    topic.mood = Mood.ACKNOWLEDGES;
    clock.advance(PATIENCE.plus(MARGIN));
    corrections.round();
    assertThat(store.unsettled()).isZero();
    for (ImAddress known : List.of(TEAM, LOBBY)) {
      assertThat(topic.seen(known)).isEqualTo(groups.find(known).map(Group::definition));
    }
  }

  private void step(Random random, ImAddress group, Definition definition) {
    try {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          groups.put(group, null, definition, NONE);
          answered.put(group, Optional.of(definition));
        }
        case 2 -> {
          groups.delete(group, NONE);
          answered.put(group, Optional.empty());
        }
        case 3 -> dies(group, definition);
        case 4 -> corrections.round();
        default -> clock.advance(MARGIN.dividedBy(1 + random.nextInt(4)));
      }
    } catch (GroupRefused e) {
      // nothing was stored: the step's check above says so
    }
  }

  /// A writer that published, perhaps, and was never heard of again.
  private void dies(ImAddress group, Definition definition) {
    Publication<Group> publication = store.prepare(group, _ -> {}, PATIENCE.plus(MARGIN));
    var _ =
        topic.publish(
            group, new GroupDocument(clock.instant(), group, publication.version(), definition));
  }
}
