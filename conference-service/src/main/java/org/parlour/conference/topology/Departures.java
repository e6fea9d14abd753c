package org.parlour.conference.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.parlour.conference.state.Aggregate;
import org.parlour.contracts.instance.InstanceTable.Fate;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SwitchLeft;

/// Tells a task's sessions that their switch goes. Looks at them when a switch's fate changed, or
/// when a session came to a switch that goes, and not otherwise. What is said twice means nothing
/// the second time. Confined to the task's thread.
final class Departures {
  private final SwitchIndex index;
  private final SwitchWatch watch;
  private final Deque<Left> waiting = new ArrayDeque<>();
  private long seen = -1;

  Departures(SwitchIndex index, SwitchWatch watch) {
    this.index = index;
    this.watch = watch;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Left(byte[] aggregate, SwitchIndex.Group group) {}

  /// @param aggregate the session's key
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Notice(byte[] aggregate, SwitchLeft left) {}

  void update(byte[] aggregate, Aggregate before, Aggregate after) {
    SwitchIndex.Group group = index.update(aggregate, before, after);
    if (group != null && watch.fate(group) != Fate.LIVES) {
      waiting.add(new Left(aggregate, group));
    }
  }

  /// Those that are to be told now.
  List<Notice> take(long millis) {
    long version = watch.version();
    if (version != seen) {
      seen = version;
      look();
    }
    List<Notice> notices = new ArrayList<>();
    while (!waiting.isEmpty() && watch.mayMove()) {
      Left next = waiting.remove();
      Fate fate = watch.fate(next.group());
      AggregateKey key = new AggregateKey(new String(next.aggregate(), StandardCharsets.UTF_8));
      List<SwitchCandidate> candidates = watch.candidates(key);
      if (fate == Fate.LOST || (fate == Fate.DRAINS && !candidates.isEmpty())) {
        notices.add(
            new Notice(
                next.aggregate(),
                new SwitchLeft(
                    Instant.ofEpochMilli(millis),
                    next.group().ordinal(),
                    next.group().incarnation(),
                    fate == Fate.DRAINS,
                    candidates)));
      }
    }
    return notices;
  }

  private void look() {
    waiting.clear();
    for (SwitchIndex.Group group : index.groups()) {
      if (watch.fate(group) != Fate.LIVES) {
        index.sessions(group).forEach(aggregate -> waiting.add(new Left(aggregate, group)));
      }
    }
  }
}
