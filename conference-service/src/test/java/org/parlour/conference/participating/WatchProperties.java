package org.parlour.conference.participating;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.NullUnmarked;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// Whatever happens to documents, in whatever order news of them come, and however late NOTIFYs are
/// answered.
@NullUnmarked
class WatchProperties {
  private static final String[] NAMES = {"a", "b", "c"};

  /// What the subscriber believes after all that it was told is what there is.
  @Property(tries = 500)
  void a_subscriber_who_hears_everything_knows_everything(
      @ForAll boolean aggregate,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> acts) {
    WatchKit kit = new WatchKit();
    Map<String, String> documents = run(kit, aggregate, acts);
    kit.answers(200);
    kit.answers(200);

    Map<String, String> believed = new HashMap<>();
    for (SendRequest notify : kit.notifies) {
      hear(believed, notify, kit.notifies.getFirst() == notify);
    }
    assertThat(believed).isEqualTo(documents);
    assertThat(kit.notifies).extracting(SendRequest::cseq).doesNotHaveDuplicates().isSorted();
    assertThat(kit.answers).hasSize(1);
  }

  /// Each change begins where the subscriber stands.
  private static void hear(Map<String, String> believed, SendRequest notify, boolean first) {
    for (XcapDiff.Document d : ((SipContent.Documents) notify.content()).diff().documents()) {
      if (!first) {
        assertThat(believed.get(d.selector())).isEqualTo(d.previousEtag());
      }
      if (d.newEtag() == null) {
        believed.remove(d.selector());
      } else {
        believed.put(d.selector(), d.newEtag());
      }
    }
  }

  @Property(tries = 200)
  void is_the_same_after_it_was_stored_and_read(
      @ForAll boolean aggregate,
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 999) Integer> acts)
      throws MalformedRecordException {
    WatchKit kit = new WatchKit();
    Aggregate before = kit.state;
    run(kit, aggregate, acts);

    Map<String, StatePart> stored = new HashMap<>();
    for (Event event : kit.events) {
      Aggregate after = Evolution.evolve(before, event);
      for (Parts.Change change : Parts.changes(before, after)) {
        if (change.part() == null) {
          stored.remove(change.name());
        } else {
          byte[] bytes = RecordCodec.encode(StatePart.class, change.part());
          stored.put(change.name(), RecordCodec.decode(StatePart.class, bytes));
        }
      }
      before = after;
    }
    assertThat(Parts.restore(kit.state.key(), SessionKit.DOMAIN, stored)).isEqualTo(kit.state);
  }

  @Property(tries = 100)
  void nothing_is_left_when_nobody_refreshes(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 999) Integer> acts) {
    WatchKit kit = new WatchKit();
    run(kit, false, acts);
    kit.after(Duration.ofHours(2));

    assertThat(kit.state.isEmpty()).isTrue();
    assertThat(kit.state.timers().isEmpty()).isTrue();
  }

  /// One of: a document is written or deleted, news of it come again, the last NOTIFY is answered.
  ///
  /// @return what there is in the end, by selector
  private static Map<String, String> run(WatchKit kit, boolean aggregate, List<Integer> acts) {
    kit.subscribes(3600, new DocumentSelection(List.of("resource-lists/"), aggregate));
    kit.found("a");
    Map<String, String> documents = new HashMap<>();
    documents.put(WatchKit.TREE + "a", "1");
    long version = 1;
    for (int act : acts) {
      String name = NAMES[act % NAMES.length];
      version++;
      switch (act % 5) {
        case 0 -> {
          kit.deleted(name, version);
          documents.remove(WatchKit.TREE + name);
        }
        case 1 -> kit.answers(200);
        default -> {
          kit.changed(name, version).changed(name, version - (act % 2));
          documents.put(WatchKit.TREE + name, Long.toString(version));
        }
      }
    }
    return documents;
  }
}
