package org.parlour.interop.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientRuntime;
import org.parlour.client.CoreAddress;
import org.parlour.client.ImSession;
import org.parlour.client.transaction.Tokens;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.MsrpTransport;

/// A session of three in which everybody speaks at a steady pace, and knows of each text whether
/// the switch took it. Thread-safe.
final class Room implements AutoCloseable {
  private final ClientRuntime runtime;
  private final List<Party> people;
  private final List<ImSession> sessions;
  private final List<ScheduledFuture<?>> voices = new ArrayList<>();
  private final AtomicInteger counter = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final List<Set<String>> taken = new ArrayList<>();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  private Room(ClientRuntime runtime, List<Party> people, List<ImSession> sessions) {
    this.runtime = runtime;
    this.people = people;
    this.sessions = sessions;
    people.forEach(anyone -> taken.add(ConcurrentHashMap.newKeySet()));
  }

  static Room open(CoreAddress core) {
    return open(core, MsrpTransport.TCP);
  }

  /// The first one invites the others.
  ///
  /// @param by how the first one reaches the switch, and so the others
  static Room open(CoreAddress core, MsrpTransport by) {
    ClientRuntime runtime = new ClientRuntime();
    String name = "room-" + Tokens.random(6).toLowerCase();
    Party host = Party.arrives(name + "-host", runtime, core, by);
    Party guest = Party.arrives(name + "-guest", runtime, core);
    Party third = Party.arrives(name + "-third", runtime, core);
    CompletableFuture<ImSession> asked = host.invites(guest, third);
    ImSession guests = guest.accepts();
    ImSession thirds = third.accepts();
    ImSession hosts = Party.outcome("session of " + name, asked);
    return new Room(runtime, List.of(host, guest, third), List.of(hosts, guests, thirds));
  }

  /// Three who join a group.
  static Room inGroup(CoreAddress core, ImAddress group) {
    ClientRuntime runtime = new ClientRuntime();
    String name = "group-" + Tokens.random(6).toLowerCase();
    List<Party> people =
        Stream.of("-host", "-guest", "-third")
            .map(who -> Party.arrives(name + who, runtime, core))
            .toList();
    return new Room(runtime, people, people.stream().map(one -> one.joins(group)).toList());
  }

  ImSession session() {
    return sessions.getFirst();
  }

  List<Party> people() {
    return people;
  }

  /// Each one says something every so many milliseconds.
  void talk(long millis, ScheduledExecutorService clock) {
    for (int i = 0; i < people.size(); i++) {
      int who = i;
      voices.add(
          clock.scheduleAtFixedRate(
              () -> say(who), millis * i / people.size(), millis, TimeUnit.MILLISECONDS));
    }
  }

  private void say(int who) {
    String text = who + " says " + counter.incrementAndGet();
    waiting.incrementAndGet();
    sessions
        .get(who)
        .send(text)
        .whenComplete(
            (done, failure) -> {
              waiting.decrementAndGet();
              if (failure == null) {
                taken.get(who).add(text);
              } else {
                failures.add(text + ": " + failure.getMessage());
              }
            });
  }

  /// Nobody says anything new.
  void silence() {
    voices.forEach(voice -> voice.cancel(false));
    voices.clear();
  }

  /// Whether every text was answered.
  boolean isQuiet() {
    return waiting.get() == 0;
  }

  int takenCount() {
    return taken.stream().mapToInt(Set::size).sum();
  }

  Set<String> takenTexts() {
    Set<String> all = new HashSet<>();
    taken.forEach(all::addAll);
    return all;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /// Texts that the switch took and that somebody else did not hear, with the deaf one.
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int who = 0; who < people.size(); who++) {
      Set<String> heard = new HashSet<>(heard(who));
      for (int speaker = 0; speaker < people.size(); speaker++) {
        for (String text : taken.get(speaker)) {
          if (speaker != who && !heard.contains(text)) {
            missing.add(who + " did not hear '" + text + "'");
          }
        }
      }
    }
    return missing;
  }

  /// Texts that somebody heard more than once.
  List<String> repeated() {
    List<String> repeated = new ArrayList<>();
    for (int who = 0; who < people.size(); who++) {
      Set<String> once = new HashSet<>();
      for (String text : heard(who)) {
        if (!once.add(text)) {
          repeated.add(who + " heard again '" + text + "'");
        }
      }
    }
    return repeated;
  }

  private List<String> heard(int who) {
    return people.get(who).all(ClientEvent.MessageReceived.class).stream()
        .map(received -> received.message().text())
        .toList();
  }

  /// How often each one's media went to another path.
  List<Integer> moves() {
    return people.stream()
        .map(anyone -> anyone.all(ClientEvent.MediaChanged.class).size())
        .toList();
  }

  /// Whether anybody was thrown out.
  boolean lostSomebody() {
    return people.stream()
        .anyMatch(anyone -> !anyone.all(ClientEvent.SessionEnded.class).isEmpty());
  }

  @Override
  public void close() {
    silence();
    people.forEach(Party::close);
    runtime.close();
  }
}
