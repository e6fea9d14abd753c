package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;

/// What happened to the running session lately, the oldest first.
public record Timeline(List<Happening> happenings) implements StatePart {
  /// Older ones are forgotten.
  public static final int MOST = 20;

  public static final Timeline EMPTY = new Timeline(List.of());

  public Timeline {
    happenings = List.copyOf(happenings);
  }

  public Timeline with(List<Happening> later) {
    List<Happening> all = new ArrayList<>(happenings);
    all.addAll(later);
    return new Timeline(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }
}
