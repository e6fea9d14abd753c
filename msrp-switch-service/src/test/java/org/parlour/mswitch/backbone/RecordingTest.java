package org.parlour.mswitch.backbone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.protocol.address.ImAddress;

class RecordingTest {
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");

  private final Recording recording = new Recording(100, 12);

  private void chunk(String message, long sequence, long offset, String data, boolean last) {
    recording.add(
        new MessageRecord.Chunk(
            "rec-1",
            message,
            sequence,
            Instant.EPOCH,
            ALICE,
            null,
            null,
            "message/cpim",
            offset,
            data.getBytes(UTF_8),
            last,
            false));
  }

  private List<String> texts() {
    return recording.messages().stream().map(m -> new String(m.body(), UTF_8)).toList();
  }

  @Test
  void messagesComeInTheOrderThatAllSaw() {
    chunk("1-2", 2, 0, "two", true);
    chunk("1-1", 1, 0, "one", true);

    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void chunksOfMessagesMayBeMixed() {
    chunk("1-1", 1, 0, "on", false);
    chunk("1-2", 2, 0, "tw", false);
    chunk("1-1", 1, 2, "e", true);
    chunk("1-2", 2, 2, "o", true);

    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void whatIsNotWholeIsLeftOut() {
    chunk("1-1", 1, 3, "the end only", true);
    chunk("1-2", 2, 0, "given up", false);
    recording.add(new MessageRecord.Aborted("rec-1", "1-2"));
    chunk("1-2", 2, 8, "!", true);
    chunk("1-3", 3, 0, "never ends", false);

    assertThat(texts()).isEmpty();
  }

  @Test
  void theOldestAreLeftOutWhenThereIsTooMuch() {
    chunk("1-3", 3, 0, "three", true);
    chunk("1-1", 1, 0, "one", true);
    chunk("1-2", 2, 0, "two", true);
    chunk("1-4", 4, 0, "four", true);
    chunk("1-5", 5, 0, "longer than all of ", false);
    chunk("1-5", 5, 19, "it", true);

    assertThat(texts()).containsExactly("two", "three", "four");
    assertThat(recording.leftOut()).isEqualTo(2);
  }

  @Test
  void whatTheNewSwitchRecordsItselfDoesNotCount() {
    chunk("2-1", 100, 0, "mine", true);

    assertThat(texts()).isEmpty();
  }

  /// What a switch sent before it died may be appended late.
  @Test
  void whatComesOfAnEarlierSwitchAfterATakeOverDoesNotCount() {
    chunk("1-1", 1, 0, "one", true);
    chunk("1-2", 2, 0, "two, be", false);
    recording.add(new MessageRecord.TakenOver("rec-1", 10, Instant.EPOCH, false));
    chunk("1-2", 2, 7, "gun", true);
    chunk("1-3", 3, 0, "late", true);
    chunk("2-1", 11, 0, "again", true);
    recording.add(new MessageRecord.TakenOver("rec-1", 5, Instant.EPOCH, false));
    chunk("1-4", 6, 0, "later", true);

    assertThat(texts()).containsExactly("one", "again");
  }
}
