package org.parlour.xdm.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.ManualClock;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// Answers what the test says, one after the other, and the last one again and again.
final class ScriptedUpstream implements Upstream {
  private final ManualClock clock;
  private final Deque<Fetched> answers = new ArrayDeque<>();

  /// How long each takes.
  Duration takes = Duration.ZERO;

  /// The ETags that came, `none` for none.
  final List<String> asked = new ArrayList<>();

  /// How long it might have taken.
  final List<Duration> given = new ArrayList<>();

  ScriptedUpstream(ManualClock clock) {
    this.clock = clock;
  }

  ScriptedUpstream then(Fetched... next) {
    answers.clear();
    answers.addAll(List.of(next));
    return this;
  }

  static Fetched document(String text, @Nullable String etag) {
    try {
      return new Fetched.Changed(XmlDocument.parse("<d>" + text + "</d>"), etag);
    } catch (BrokenXmlException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Fetched fetch(Kind kind, ImAddress uri, @Nullable String etag, Duration most) {
    asked.add(etag == null ? "none" : etag);
    given.add(most);
    clock.advance(takes);
    return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
  }
}
