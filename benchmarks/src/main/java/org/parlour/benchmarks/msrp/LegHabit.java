package org.parlour.benchmarks.msrp;

/// How a leg of the soak behaves.
enum LegHabit {
  SENDS,
  /// All the time, and reads at once: it must hear everything.
  STAYS,
  /// Disconnects when it likes, often within a message of its own, and connects again.
  COMES_AND_GOES,
  /// Reads so little that the switch must drop it.
  READS_SLOWLY,
  NEVER_READS;

  private static final int ONE_OF = 10;

  /// @param leg of `legs` in the session with this number
  static LegHabit of(int session, int leg, int legs) {
    if (leg == 0) {
      return SENDS;
    }
    if (leg == legs - 1 && session % ONE_OF == 0) {
      return READS_SLOWLY;
    }
    if (leg == legs - 1 && session % ONE_OF == ONE_OF / 2) {
      return NEVER_READS;
    }
    return isSteady(leg, legs) ? STAYS : COMES_AND_GOES;
  }

  /// Whether the leg of this number must never be lost, in any session.
  static boolean isSteady(int leg, int legs) {
    return leg <= legs / 2;
  }

  boolean isSteady() {
    return this == SENDS || this == STAYS;
  }

  boolean isSlow() {
    return this == READS_SLOWLY || this == NEVER_READS;
  }
}
