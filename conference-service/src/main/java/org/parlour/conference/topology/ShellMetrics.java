package org.parlour.conference.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;

/// What operators see of the shell. Thread-safe.
public final class ShellMetrics {
  /// What was read.
  enum Command {
    REQUEST,
    RESPONSE,
    GIVE_UP,
    ABANDONED,
    TIMER,
    MEDIA,
    DOCUMENT,
    SWITCH_LEFT,
    OPERATOR
  }

  /// What became of it.
  enum Outcome {
    ACCEPTED,
    REFUSED,
    IGNORED
  }

  /// What happened to sessions.
  enum Lifecycle {
    CREATED,
    ACTIVATED,
    MOVED,
    ENDED
  }

  /// What happened to pager messages and their copies, and that a session is for a large one.
  enum Pager {
    ACCEPTED,
    SENT,
    DELIVERED,
    FAILED,
    LARGE
  }

  private final Map<Command, Counter> commands = new EnumMap<>(Command.class);
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Lifecycle, Counter> sessions = new EnumMap<>(Lifecycle.class);
  private final Map<Pager, Counter> pager = new EnumMap<>(Pager.class);
  private final Timer decide;
  private final Timer timerLag;
  private final Counter deadLetters;

  public ShellMetrics(MeterRegistry registry) {
    for (Command command : Command.values()) {
      commands.put(command, registry.counter("im.conference.commands", "kind", tag(command)));
    }
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, registry.counter("im.conference.decisions", "outcome", tag(outcome)));
    }
    for (Lifecycle lifecycle : Lifecycle.values()) {
      sessions.put(lifecycle, registry.counter("im.conference.sessions", "event", tag(lifecycle)));
    }
    for (Pager event : Pager.values()) {
      pager.put(event, registry.counter("im.conference.pager", "event", tag(event)));
    }
    decide = registry.timer("im.conference.decide");
    timerLag = registry.timer("im.conference.timers.lag");
    deadLetters = registry.counter("im.conference.dead.letters");
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void decided(SignallingInput input, Decision decision) {
    count(commands, kind(input));
    count(outcomes, outcome(decision));
    for (Event event : decision.events()) {
      if (event instanceof Event.SessionCreated created) {
        count(sessions, Lifecycle.CREATED);
        if (created.session().largeMessage()) {
          count(pager, Pager.LARGE);
        }
      } else if (event instanceof Event.SessionActivated) {
        count(sessions, Lifecycle.ACTIVATED);
      } else if (event instanceof Event.SessionMoved) {
        count(sessions, Lifecycle.MOVED);
      } else if (event instanceof Event.SessionEnded) {
        count(sessions, Lifecycle.ENDED);
      } else if (event instanceof Event.PagerEvent e) {
        count(e);
      }
    }
  }

  private void count(Event.PagerEvent event) {
    switch (event) {
      case Event.PagerAccepted e -> count(pager, Pager.ACCEPTED);
      case Event.CopySent e -> count(pager, Pager.SENT);
      case Event.CopyFinished e -> count(pager, e.status() < 300 ? Pager.DELIVERED : Pager.FAILED);
      case Event.PagerEnded e -> {}
    }
  }

  private static <E extends Enum<E>> void count(Map<E, Counter> counters, E which) {
    Counter counter = counters.get(which);
    if (counter != null) {
      counter.increment();
    }
  }

  void took(long nanos) {
    decide.record(nanos, TimeUnit.NANOSECONDS);
  }

  /// @param lagMillis how long after it was due a timer was taken
  void fired(long lagMillis) {
    timerLag.record(Duration.ofMillis(Math.max(0, lagMillis)));
  }

  void putAside() {
    deadLetters.increment();
  }

  private static Command kind(SignallingInput input) {
    return switch (input) {
      case SipRequest r -> Command.REQUEST;
      case SipResponse r -> Command.RESPONSE;
      case RequestFailed f -> Command.GIVE_UP;
      case AnswerAbandoned a -> Command.ABANDONED;
      case TimerFired t -> Command.TIMER;
      case MediaEvent m -> Command.MEDIA;
      case GroupDocument d -> Command.DOCUMENT;
      case UserPolicy p -> Command.DOCUMENT;
      case DocumentChanged d -> Command.DOCUMENT;
      case DocumentsFound d -> Command.DOCUMENT;
      case UpstreamWatch w -> Command.DOCUMENT;
      case SwitchLeft s -> Command.SWITCH_LEFT;
      case OperatorRequest o -> Command.OPERATOR;
    };
  }

  private static Outcome outcome(Decision decision) {
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.ToEdge(int edge, EdgeInstruction instruction)
          && instruction instanceof SendAnswer answer
          && answer.status() >= 300) {
        return Outcome.REFUSED;
      }
    }
    return decision.events().isEmpty() && decision.effects().isEmpty()
        ? Outcome.IGNORED
        : Outcome.ACCEPTED;
  }
}
