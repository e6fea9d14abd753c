package org.parlour.support.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Who guesses passwords is not listened to for a minute: ten wrong ones for a user from one
/// address are enough. From elsewhere the user still logs in. Thread-safe.
public final class Guesses {
  public static final int MOST_WRONG = 10;
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /// Guessers beyond this number push out those who guessed longest ago.
  private static final int MOST_KNOWN = 10_000;

  private record Guesser(String peer, String user) {}

  private record Wrong(int count, long lastMillis) {}

  private final InstantSource clock;
  private final Map<Guesser, Wrong> wrong =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Guesser, Wrong> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  public Guesses(InstantSource clock) {
    this.clock = clock;
  }

  /// What came of a guess.
  public enum Outcome {
    RIGHT,
    WRONG,
    /// Nobody looked: there were too many before.
    TOO_MANY
  }

  /// @param peer its address
  /// @param guess whether the password is right; not asked of who guessed too often
  public Outcome of(String peer, String user, BooleanSupplier guess) {
    Guesser guesser = new Guesser(peer, user);
    if (count(guesser) >= MOST_WRONG) {
      return Outcome.TOO_MANY;
    }
    boolean right = guess.getAsBoolean();
    note(guesser, right);
    return right ? Outcome.RIGHT : Outcome.WRONG;
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
