package org.parlour.client.load;

import java.time.Duration;
import java.util.List;

/// What is to be done.
///
/// @param rate sessions a second
/// @param participants in each session, the initiator included
/// @param messages said by the initiator in each session
/// @param users registered before the first session
/// @param connections SIP connections that the users share
/// @param patience after which a session has failed
/// @param pids processes whose use of CPU and memory is reported
public record LoadPlan(
    double rate,
    int participants,
    Duration duration,
    int messages,
    int users,
    int connections,
    Duration patience,
    List<Long> pids) {
  public LoadPlan {
    pids = List.copyOf(pids);
    check(rate > 0, "rate", rate, "> 0");
    check(participants >= 2, "participants", participants, ">= 2");
    check(!duration.isNegative() && !duration.isZero(), "duration", duration, "> 0");
    check(messages >= 0, "messages", messages, ">= 0");
    check(users >= participants, "users", users, ">= participants, " + participants);
    check(connections >= 1, "connections", connections, ">= 1");
    check(!patience.isNegative() && !patience.isZero(), "timeout", patience, "> 0");
  }

  static void check(boolean right, String name, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /// Users for a rate when nobody says otherwise: an initiator sets up one session at a time.
  public static int enoughUsers(double rate, int participants) {
    return (int) Math.max(participants * 4L, Math.ceil(rate * participants));
  }

  /// How many sessions start within the duration.
  public long sessions() {
    return Math.max(1, (long) Math.floor(rate * duration.toNanos() / 1e9 + 1e-6));
  }

  /// When the session with this number (from 0) starts, in nanoseconds from the beginning. It
  /// depends on the number alone: a slow session never delays the next.
  public long dueNanos(long number) {
    return (long) (number * 1e9 / rate);
  }
}
