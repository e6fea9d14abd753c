package org.parlour.bench.core;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.parlour.bench.MeanTime;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Focus;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;

/// Everyday inputs of a session of [#legs] connected legs with one subscriber: deciding and
/// evolving, as the shell does, without encoding or storing. It also says how large the session is
/// in the store.
@State(Scope.Benchmark)
public class RoomBenchmark extends MeanTime {
  @Param({"3", "100"})
  private int legs;

  private @Nullable Aggregate room;
  private @Nullable SignallingInput update;
  private @Nullable SignallingInput bye;

  @Setup
  public void fill() {
    Room filled = new Room(legs);
    room = filled.state();
    update = filled.within(new SipMethod.Update(null), 2);
    bye = filled.within(new SipMethod.Bye(), 2);
    if (((Focus) filled.state()).legs().count(leg -> leg.connected()) != legs) {
      throw new IllegalStateException("not all legs are connected");
    }
    System.out.printf(
        Locale.ROOT,
        "%nstored for %d legs: %d octets a leg (legs %d, users %d, timers %d, the rest %d)%n",
        legs,
        filled.stored("") / legs,
        filled.stored("leg/") / legs,
        filled.stored("user/") / legs,
        filled.stored("timer/") / legs,
        (filled.stored("")
                - filled.stored("leg/")
                - filled.stored("user/")
                - filled.stored("timer/"))
            / legs);
  }

  /// A session refresh.
  @Benchmark
  public Aggregate update() {
    return after(update);
  }

  /// A participant leaves, the subscriber is told.
  @Benchmark
  public Aggregate bye() {
    return after(bye);
  }

  private Aggregate after(@Nullable SignallingInput input) {
    Aggregate state = Objects.requireNonNull(room);
    Decision decision = ConferenceCore.decide(state, Objects.requireNonNull(input), Room.POLICY);
    for (Event event : decision.events()) {
      state = ConferenceCore.evolve(state, event);
    }
    return state;
  }
}
