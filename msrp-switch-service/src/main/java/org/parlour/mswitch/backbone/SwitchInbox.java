package org.parlour.mswitch.backbone;

import java.util.List;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordLoop;
import org.parlour.support.observe.Origin;

/// Reads this switch's partition of `parlour.switch-inbox`, from its end at the start: what was
/// said to an earlier incarnation is of no use, for nothing of its memory is here.
public final class SwitchInbox implements AutoCloseable {
  /// Who applies commands, on the inbox' thread.
  @FunctionalInterface
  public interface Recipient {
    void apply(SwitchCommand command, Origin origin);
  }

  private final RecordLoop<SwitchCommand> loop;

  /// Returns when the position is fixed: every command that is written from now on is read.
  public SwitchInbox(
      KafkaClients clients, DeadLetters deadLetters, int ordinal, Recipient recipient) {
    this.loop =
        RecordLoop.fromEnd(
            TopicCatalogue.SWITCH_INBOX,
            ordinal,
            clients.consumer("msrp-switch-" + ordinal, null),
            deadLetters,
            false,
            records -> handOver(records, recipient));
  }

  private static void handOver(List<ReceivedRecord<SwitchCommand>> records, Recipient recipient) {
    for (ReceivedRecord<SwitchCommand> record : records) {
      recipient.apply(record.value(), record.origin());
    }
  }

  public boolean healthy() {
    return loop.healthy();
  }

  @Override
  public void close() {
    loop.close();
  }
}
