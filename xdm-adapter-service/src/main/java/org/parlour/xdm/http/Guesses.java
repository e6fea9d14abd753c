package org.parlour.xdm.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.Suspicion;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xcap.XcapRefused.Reason;

/// Who guesses passwords is not listened to for a minute: ten wrong ones for a user from one
/// address are enough. From elsewhere the user still logs in. Thread-safe.
final class Guesses {
  static final int MOST_WRONG = 10;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /// Guessers beyond this number push out those who guessed longest ago.
  private static final int MOST_KNOWN = 10_000;

  private record Guesser(String peer, ImAddress user) {}

  private record Wrong(int count, long lastMillis) {}

  private final InstantSource clock;
  private final Map<Guesser, Wrong> wrong =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Guesser, Wrong> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  Guesses(InstantSource clock) {
    this.clock = clock;
  }

  /// @param peer its address
  /// @param guess whether the password is right; not asked of who guessed too often
  /// @throws XcapRefused when it guessed too often
  boolean isRight(String peer, ImAddress user, BooleanSupplier guess) {
    Guesser guesser = new Guesser(peer, user);
    if (count(guesser) >= MOST_WRONG) {
      throw new XcapRefused(
          Reason.TOO_MANY_GUESSES,
          "password: guessed too often (expected: a pause)",
          Suspicion.GUESSES,
          null);
    }
    boolean right = guess.getAsBoolean();
    note(guesser, right);
    return right;
  }

  private synchronized int count(Guesser guesser) {
    @Nullable Wrong known = wrong.get(guesser);
    return known == null || clock.millis() - known.lastMillis() >= PAUSE.toMillis()
        ? 0
        : known.count();
  }

  private synchronized void note(Guesser guesser, boolean right) {
    int before = count(guesser);
    wrong.remove(guesser);
    if (!right) {
      wrong.put(guesser, new Wrong(before + 1, clock.millis()));
    }
  }
}
