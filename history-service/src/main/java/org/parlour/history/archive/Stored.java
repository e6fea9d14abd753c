package org.parlour.history.archive;

/// What came of a batch of message records.
///
/// @param messages new ones, incomplete ones included
/// @param duplicates messages that were there already
/// @param incomplete messages stored although a piece is missing
/// @param aborted messages that their sender gave up
/// @param late messages of an earlier switch that came after another one had taken over
public record Stored(int messages, int duplicates, int incomplete, int aborted, int late) {
  public static final Stored NOTHING = new Stored(0, 0, 0, 0, 0);

  Stored plus(Stored other) {
    return new Stored(
        messages + other.messages,
        duplicates + other.duplicates,
        incomplete + other.incomplete,
        aborted + other.aborted,
        late + other.late);
  }
}
