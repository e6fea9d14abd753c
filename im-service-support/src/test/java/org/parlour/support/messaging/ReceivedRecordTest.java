package org.parlour.support.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.topic.RecordHeaders;

class ReceivedRecordTest {
  private final ConsumerRecord<byte[], byte[]> record =
      new ConsumerRecord<>("parlour.edge-inbox", 3, 7, "key".getBytes(UTF_8), new byte[1]);

  @Test
  void itSaysHowLongTheCommandBehindItHadWaited() {
    record.headers().add(RecordHeaders.WAITED, "1500".getBytes(UTF_8));

    assertThat(ReceivedRecord.of(record, "value").waitedMillis()).isEqualTo(1_500);
  }

  @Test
  void itSaysNothingOfThatWithoutAHeaderOrWithOneThatIsNoNumber() {
    assertThat(ReceivedRecord.of(record, "value").waitedMillis()).isNegative();

    record.headers().add(RecordHeaders.WAITED, "long".getBytes(UTF_8));

    assertThat(ReceivedRecord.of(record, "value").waitedMillis()).isNegative();
  }
}
