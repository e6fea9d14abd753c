package org.parlour.interop.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.ImSession;

/// A session of three in traffic, with the wire of its participants.
record Watched(
    WireLog wire, ClientRuntime runtime, List<Party> people, ImSession session, Traffic traffic)
    implements AutoCloseable {

  static Watched open(
      int number, CoreAddress core, Traffic.Pace pace, ScheduledExecutorService clock) {
    WireLog wire = new WireLog();
    ClientRuntime runtime = new ClientRuntime(1, wire);
    Party host = Party.arrives("run-host-" + number, runtime, core);
    Party guest = Party.arrives("run-guest-" + number, runtime, core);
    Party third = Party.arrives("run-third-" + number, runtime, core);
    CompletableFuture<ImSession> asked = host.invites(guest, third);
    ImSession guests = guest.accepts();
    third.accepts();
    ImSession session = Party.outcome("session " + number, asked);
    Party.outcome("subscription " + number, session.subscribe());
    Traffic traffic = Traffic.start(session, guests, pace, clock);
    return new Watched(wire, runtime, List.of(host, guest, third), session, traffic);
  }

  /// Whether any participant was thrown out.
  boolean lost() {
    return people.stream().anyMatch(p -> !p.all(ClientEvent.SessionEnded.class).isEmpty());
  }

  @Override
  public void close() {
    people.forEach(Party::close);
    runtime.close();
  }
}
