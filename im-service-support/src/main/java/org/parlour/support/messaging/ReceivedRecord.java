package org.parlour.support.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.topic.RecordHeaders;

/// A record that was read and understood.
///
/// @param key empty when it had none
/// @param correlationId null when it had none
public record ReceivedRecord<V>(
    V value, String key, int partition, long offset, @Nullable String correlationId) {
  static <V> ReceivedRecord<V> of(ConsumerRecord<byte[], byte[]> record, V value) {
    Header correlation = record.headers().lastHeader(RecordHeaders.CORRELATION_ID);
    return new ReceivedRecord<>(
        value,
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        record.partition(),
        record.offset(),
        correlation == null ? null : new String(correlation.value(), StandardCharsets.UTF_8));
  }
}
