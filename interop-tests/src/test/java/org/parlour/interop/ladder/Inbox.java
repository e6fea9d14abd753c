package org.parlour.interop.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;

/// What an agent got and no line of the ladder has taken. Thread-safe.
final class Inbox {
  private final List<Arrival> waiting = new ArrayList<>();

  synchronized void add(Arrival arrival) {
    waiting.add(arrival);
    notifyAll();
  }

  /// Takes the first message that is `wanted`, and waits for it. Within one dialog nothing is
  /// passed over; dialogs may overtake each other.
  ///
  /// @return empty when it does not come in time, or when another one of its dialog came before
  synchronized Optional<Arrival> take(Predicate<SipMessage> wanted, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      for (Arrival arrival : waiting) {
        if (wanted.test(arrival.message())) {
          return isFirst(arrival) && waiting.remove(arrival)
              ? Optional.of(arrival)
              : Optional.empty();
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }

  private boolean isFirst(Arrival arrival) {
    String callId = arrival.message().callId();
    return waiting.stream()
        .filter(other -> other.message().callId().equals(callId))
        .filter(other -> !mayOvertake(other.message(), arrival.message()))
        .findFirst()
        .filter(first -> first == arrival)
        .isPresent();
  }

  /// Over TCP the first NOTIFY takes another connection than the 2xx that it follows (RFC 6665
  /// §4.1.2.4).
  private static boolean mayOvertake(SipMessage early, SipMessage late) {
    return early instanceof SipRequest request
        && request.is(Methods.NOTIFY)
        && late instanceof SipResponse;
  }

  /// What nobody has taken.
  synchronized List<String> left() {
    return waiting.stream().map(arrival -> arrival.message().startLine()).toList();
  }
}
