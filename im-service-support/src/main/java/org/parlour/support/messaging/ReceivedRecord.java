package org.parlour.support.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.support.observe.Origin;

/// A record that was read and understood.
///
/// @param key empty when it had none
/// @param correlationId null when it had none
/// @param traceParent W3C trace context, null when it had none
/// @param waitedMillis how long the command that led to it had waited for the core; negative when
///     it does not say
public record ReceivedRecord<V>(
    V value,
    String key,
    int partition,
    long offset,
    @Nullable String correlationId,
    @Nullable String traceParent,
    long waitedMillis) {
  private static final long UNSAID = -1;

  static <V> ReceivedRecord<V> of(ConsumerRecord<byte[], byte[]> record, V value) {
    return new ReceivedRecord<>(
        value,
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        record.partition(),
        record.offset(),
        text(record.headers().lastHeader(RecordHeaders.CORRELATION_ID)),
        text(record.headers().lastHeader(RecordHeaders.TRACE_PARENT)),
        number(record.headers().lastHeader(RecordHeaders.WAITED)));
  }

  public Origin origin() {
    return new Origin(correlationId, traceParent);
  }

  private static long number(@Nullable Header header) {
    String text = text(header);
    try {
      return text == null ? UNSAID : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return UNSAID;
    }
  }

  private static @Nullable String text(@Nullable Header header) {
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
