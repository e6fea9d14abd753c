package org.parlour.history.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.history.MessageRecord.Chunk;

/// However messages are cut, mixed, batched and repeated, they come out whole and once.
abstract class ChunkAssemblyContract {
  abstract ConversationArchive archive();

  @Property(tries = 50)
  void messagesComeOutWholeAndOnce(
      @ForAll @IntRange(min = 1, max = 6) int messages,
      @ForAll @IntRange(min = 1, max = 3000) int largest,
      @ForAll @IntRange(min = 60, max = 1500) int piece,
      @ForAll @IntRange(min = 1, max = 9) int batch,
      @ForAll long seed)
      throws IOException {
    ConversationArchive archive = archive();
    Random random = new Random(seed);
    List<byte[]> bodies = new ArrayList<>();
    List<Deque<Chunk>> waiting = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      byte[] content = new byte[random.nextInt(largest)];
      random.nextBytes(content);
      byte[] body = Samples.cpim("application/octet-stream", content);
      bodies.add(body);
      waiting.add(new ArrayDeque<>(Samples.pieces("r", "m" + i, i, body, piece)));
    }
    List<MessageRecord> log = mix(waiting, random);

    int stored = 0;
    for (int from = 0; from < log.size(); from += batch) {
      int to = Math.min(log.size(), from + batch);
      stored += archive.store(log.subList(from, to)).messages();
      if (random.nextInt(4) == 0) {
        // the offsets were not committed: some of it comes again
        int again = random.nextInt(to);
        stored += archive.store(log.subList(again, to)).messages();
      }
    }

    assertThat(stored).isEqualTo(messages);
    List<ArchivedMessage> found = archive.messages(RecordingIds.of("r"), null, 100).items();
    assertThat(found).hasSize(messages).allMatch(ArchivedMessage::complete);
    for (int i = 0; i < messages; i++) {
      assertThat(ConversationArchiveContract.body(archive, "r", "m" + i)).isEqualTo(bodies.get(i));
    }
  }

  /// The pieces of each message in order, those of different messages in any.
  private static List<MessageRecord> mix(List<Deque<Chunk>> waiting, Random random) {
    List<MessageRecord> log = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Deque<Chunk> next = waiting.get(random.nextInt(waiting.size()));
      log.add(next.remove());
      waiting.removeIf(Deque::isEmpty);
    }
    return log;
  }
}
