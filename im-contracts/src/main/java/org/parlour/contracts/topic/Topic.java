package org.parlour.contracts.topic;

import java.time.Duration;

/// One topic: its name, what its values are, and how it must exist in the broker.
///
/// @param partitions the count in production; with state behind it, for ever
/// @param smallPartitions the count in a standalone suite
/// @param compacted kept by key instead of by time
/// @param retention ignored when compacted
/// @param maxRecordBytes largest record, as the broker's `max.message.bytes`
public record Topic<V>(
    String name,
    Class<V> valueType,
    int partitions,
    int smallPartitions,
    boolean compacted,
    Duration retention,
    int maxRecordBytes) {
  /// Where records go that nobody could process.
  public String deadLetterName() {
    return name + ".dlt";
  }
}
