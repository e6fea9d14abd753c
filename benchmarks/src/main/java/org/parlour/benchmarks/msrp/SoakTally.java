package org.parlour.benchmarks.msrp;

import java.util.ArrayList;
import java.util.List;

/// What the clients of a soak saw. On the load's loop.
final class SoakTally {
  private static final int MOST_TEXTS = 20;

  private final List<String> texts = new ArrayList<>();
  private long violations;
  private long connections;
  private long passed;
  private long late;
  private long early;

  /// Something that must not be.
  void violation(String text) {
    if (violations++ < MOST_TEXTS) {
      texts.add(text);
    }
  }

  long violations() {
    return violations;
  }

  /// The first of them.
  List<String> texts() {
    return texts;
  }

  void connected() {
    connections++;
  }

  /// Legs that connected, the first time or again.
  long connections() {
    return connections;
  }

  /// Somebody came back when its leg had just been given up.
  void cameTooLate() {
    late++;
  }

  long late() {
    return late;
  }

  /// Somebody came back when the switch had not seen yet that it went.
  void cameTooEarly() {
    early++;
  }

  long early() {
    return early;
  }

  /// Somebody who comes and goes, or reads slowly, heard a message in its order.
  void heard() {
    passed++;
  }

  long heardInPassing() {
    return passed;
  }
}
