package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.kit.Actions;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.Spec;

/// Random histories of a session. [SessionKit] checks after every input: one final answer for a
/// transaction, CSeq without gaps, branches used once, the roster names exactly the legs, nothing
/// for an ended session.
class RandomSessionProperties {
  @Property(tries = 400)
  @Spec({"RFC 3261 §12.2.1.1", "RFC 3261 §17.2.1", "16-3"})
  void holds_its_invariants_whatever_happens(
      @ForAll("histories") List<Tuple2<Integer, Integer>> history) {
    play(SessionKit.adHoc(), history);
  }

  @Property(tries = 150)
  void a_group_holds_its_invariants_too(
      @ForAll("histories") List<Tuple2<Integer, Integer>> history) {
    SessionKit kit = SessionKit.group().document(1, true, false, "alice", "bob", "carol");

    play(kit, history);
  }

  @Property(tries = 150)
  void a_session_that_everybody_deserts_ends_by_itself_and_is_forgotten(
      @ForAll("histories") List<Tuple2<Integer, Integer>> history) {
    SessionKit kit = SessionKit.adHoc();
    play(kit, history);

    kit.after(Duration.ofHours(3));

    assertThat(kit.state()).isEqualTo(Aggregate.empty(kit.state().key(), SessionKit.DOMAIN));
  }

  /// The second run decides on states that were stored as parts, encoded, and read back before each
  /// input.
  @Property(tries = 100)
  void a_replay_from_the_store_asks_for_the_same_effects(
      @ForAll("histories") List<Tuple2<Integer, Integer>> history) throws Exception {
    SessionKit kit = SessionKit.adHoc();
    play(kit, history);
    Aggregate original = Aggregate.empty(kit.state().key(), SessionKit.DOMAIN);
    Map<String, byte[]> store = new TreeMap<>();
    for (SignallingInput input : kit.inputs()) {
      Aggregate restored = restored(original, store);
      assertThat(restored).isEqualTo(original);

      Decision first = ConferenceCore.decide(original, input, kit.policy());
      Decision again = ConferenceCore.decide(restored, input, kit.policy());

      assertThat(again).isEqualTo(first);
      Aggregate next = original;
      for (Event event : first.events()) {
        next = ConferenceCore.evolve(next, event);
      }
      write(original, next, store);
      original = next;
    }
  }

  private static void play(SessionKit kit, List<Tuple2<Integer, Integer>> history) {
    kit.alice.invites(kit.bob, kit.carol);
    for (Tuple2<Integer, Integer> step : history) {
      Actions.perform(kit, step.get1(), step.get2());
    }
  }

  private static void write(Aggregate before, Aggregate after, Map<String, byte[]> store) {
    for (Parts.Change change : Parts.changes(before, after)) {
      if (change.part() == null) {
        store.remove(change.name());
      } else {
        store.put(change.name(), RecordCodec.encode(StatePart.class, change.part()));
      }
    }
  }

  private static Aggregate restored(Aggregate like, Map<String, byte[]> store)
      throws MalformedRecordException {
    Map<String, StatePart> parts = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : store.entrySet()) {
      parts.put(entry.getKey(), RecordCodec.decode(StatePart.class, entry.getValue()));
    }
    return Parts.restore(like.key(), SessionKit.DOMAIN, parts);
  }

  @Provide
  Arbitrary<List<Tuple2<Integer, Integer>>> histories() {
    Arbitrary<Integer> actions = Arbitraries.integers().between(0, Actions.COUNT - 1);
    Arbitrary<Integer> who = Arbitraries.integers().between(0, 11);
    return Combinators.combine(actions, who).as(Tuple::of).list().ofMinSize(5).ofMaxSize(60);
  }
}
