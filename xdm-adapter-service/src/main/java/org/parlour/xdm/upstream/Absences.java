package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Remembers for a short time what could not be had, so that who asks for nonsense asks this
/// instance only. Knows the latest ones, a bounded number. Thread-safe.
final class Absences {
  private final Duration time;
  private final InstantSource clock;
  private final Map<ImAddress, Absence> known;

  private record Absence(Standing standing, Instant until) {}

  /// @param time how long each is remembered
  /// @param most of them
  Absences(Duration time, int most, InstantSource clock) {
    this.time = time;
    this.clock = clock;
    this.known =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ImAddress, Absence> eldest) {
            return size() > most;
          }
        };
  }

  /// Null when nothing is remembered.
  synchronized @Nullable Standing of(ImAddress uri) {
    Absence absence = known.get(uri);
    return absence != null && clock.instant().isBefore(absence.until()) ? absence.standing() : null;
  }

  synchronized void note(ImAddress uri, Standing standing) {
    known.remove(uri);
    known.put(uri, new Absence(standing, clock.instant().plus(time)));
  }

  synchronized void forget(ImAddress uri) {
    known.remove(uri);
  }
}
