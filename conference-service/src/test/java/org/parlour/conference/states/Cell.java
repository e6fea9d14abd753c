package org.parlour.conference.states;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.StopRetransmission;

/// What came of one stimulus in one state.
///
/// @param to null when the state stayed
/// @param text what was answered and asked for
record Cell(String from, String to, String text) {
  private static final String NOTHING = "·";

  static Cell of(SessionKit kit, String before, String after) {
    String effects = effects(kit.effects());
    boolean stayed = before.equals(after);
    String text = effects + (stayed ? "" : (effects.isEmpty() ? "" : " ") + "→ " + after);
    return new Cell(before, stayed ? null : after, text.isEmpty() ? NOTHING : text);
  }

  static Cell elsewhere() {
    return new Cell("", null, "not routed here");
  }

  private static String effects(List<Effect> effects) {
    List<String> answers = new ArrayList<>();
    Map<String, Integer> asked = new LinkedHashMap<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.ToEdge e -> edge(e.instruction(), answers, asked);
        case Effect.ToAnyEdge e -> edge(e.instruction(), answers, asked);
        case Effect.ToSwitch e -> count(asked, e.command().getClass().getSimpleName());
        case Effect.ToHistory e -> {}
        case Effect.ToXdm e -> {}
        case Effect.ToMessages e -> {}
        case Effect.ToEverybody e -> {}
        case Effect.ToAggregate e -> {}
      }
    }
    asked.forEach((name, times) -> answers.add(times == 1 ? name : times + " × " + name));
    return String.join(", ", answers);
  }

  private static void edge(
      EdgeInstruction instruction, List<String> answers, Map<String, Integer> asked) {
    switch (instruction) {
      case SendAnswer a -> {
        answers.add("**" + a.status() + "**");
        a.then().forEach(then -> count(asked, then.method()));
      }
      case SendRequest r -> count(asked, r.method());
      case CancelRequest c -> count(asked, "CANCEL");
      case StopRetransmission s -> {}
    }
  }

  private static void count(Map<String, Integer> asked, String name) {
    asked.merge(name, 1, Integer::sum);
  }
}
