package org.parlour.conference.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/// A record for the inbox of one instance, whose ordinal is the partition.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Addressed(int ordinal, byte[] value) {
  static final Serializer<Addressed> SERIALIZER = (topic, record) -> record.value();

  /// An ordinal beyond the topic's partitions reaches nobody: the record is dropped, a stream
  /// thread must not die of it.
  static final StreamPartitioner<byte[], Addressed> PARTITIONER =
      (topic, key, record, partitions) ->
          Optional.of(
              record.ordinal() >= 0 && record.ordinal() < partitions
                  ? Set.of(record.ordinal())
                  : Set.of());
}
