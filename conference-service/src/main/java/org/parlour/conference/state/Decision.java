package org.parlour.conference.state;

import java.util.List;

/// What follows from an input: first the facts, then what is to be done, both in order.
public record Decision(List<Event> events, List<Effect> effects) {
  public static final Decision NOTHING = new Decision(List.of(), List.of());

  public Decision {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }
}
