package org.parlour.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Keeps a client's events and lets others wait for one of them, with a deadline. For the command
/// line and for tests. Thread: any.
public final class EventLog implements ClientListener {
  private final List<ClientEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(ClientEvent event) {
    events.add(event);
    notifyAll();
  }

  /// Everything so far; a snapshot.
  public synchronized List<ClientEvent> all() {
    return List.copyOf(events);
  }

  /// The first event of this type that `test` accepts, however long ago it came.
  ///
  /// @param what for the message of the exception
  /// @throws TimeoutException when none has come within `patience`
  public synchronized <T extends ClientEvent> T await(
      String what, Class<T> type, Predicate<? super T> test, Duration patience)
      throws TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < events.size(); seen++) {
        if (type.isInstance(events.get(seen)) && test.test(type.cast(events.get(seen)))) {
          return type.cast(events.get(seen));
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new TimeoutException(what + ": not seen within " + patience.toSeconds() + " s");
      }
      wait(left);
    }
  }
}
