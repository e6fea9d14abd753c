package org.parlour.conference.states;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Leg;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SendAnswer;

/// Every stimulus in every state, decided by the core.
final class FocusStates {
  private final Map<String, List<Cell>> legs = new LinkedHashMap<>();
  private final Map<String, List<Cell>> sessions = new LinkedHashMap<>();
  private final Set<Class<?>> fed = new LinkedHashSet<>();
  private final List<SendAnswer> answers = new ArrayList<>();

  FocusStates() {
    for (Stimulus.OfLeg stimulus : Stimulus.ofLegs()) {
      List<Cell> row = new ArrayList<>();
      for (LegState state : LegState.values()) {
        row.add(cell(stimulus, state));
      }
      legs.put(stimulus.name(), row);
    }
    for (Stimulus.OfSession stimulus : Stimulus.ofSessions()) {
      List<Cell> row = new ArrayList<>();
      for (SessionState state : SessionState.values()) {
        row.add(cell(stimulus, state));
      }
      sessions.put(stimulus.name(), row);
    }
  }

  private Cell cell(Stimulus.OfLeg stimulus, LegState state) {
    SessionKit kit = state.prepared();
    Peer peer = state.subject(kit);
    String tag = state.tag(kit);
    String before = LegState.name(kit.focus().legs().get(tag));
    int inputs = kit.inputs().size();
    stimulus.action().on(kit, peer, tag);
    note(kit, inputs);
    return Cell.of(kit, before, LegState.name(kit.focus().legs().get(tag)));
  }

  private Cell cell(Stimulus.OfSession stimulus, SessionState state) {
    SessionKit kit = state.prepared();
    String before = SessionState.name(kit);
    int inputs = kit.inputs().size();
    stimulus.action().on(kit, state);
    if (kit.inputs().size() == inputs) {
      return Cell.elsewhere();
    }
    note(kit, inputs);
    return Cell.of(kit, before, SessionState.name(kit));
  }

  private void note(SessionKit kit, int from) {
    for (SignallingInput input : kit.inputs().subList(from, kit.inputs().size())) {
      fed.add(input.getClass());
      if (input instanceof SipRequest request) {
        fed.add(request.method().getClass());
      }
    }
    answers.addAll(kit.answers());
  }

  /// Stimulus → a cell for each [LegState].
  Map<String, List<Cell>> legs() {
    return legs;
  }

  /// Stimulus → a cell for each [SessionState].
  Map<String, List<Cell>> sessions() {
    return sessions;
  }

  /// The kinds of inputs and methods that were tried.
  Set<Class<?>> fed() {
    return fed;
  }

  /// Every answer in the tables.
  List<SendAnswer> answers() {
    return answers;
  }

  /// In which states legs begin: those of an INVITE to F.
  static Set<String> beginnings() {
    Set<String> names = new LinkedHashSet<>();
    for (Leg leg : LegState.INVITED.prepared().focus().legs().values()) {
      names.add(LegState.name(leg));
    }
    return names;
  }
}
