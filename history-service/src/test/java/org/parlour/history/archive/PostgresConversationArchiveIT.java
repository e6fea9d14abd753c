package org.parlour.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.history.archive.Samples.ALICE;
import static org.parlour.history.archive.Samples.joined;
import static org.parlour.history.archive.Samples.pieces;
import static org.parlour.history.archive.Samples.said;
import static org.parlour.history.archive.Samples.started;
import static org.parlour.history.archive.Samples.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;

class PostgresConversationArchiveIT extends ConversationArchiveContract {
  private static final PostgresArchives POSTGRES = new PostgresArchives(INLINE_LIMIT);

  @Override
  ConversationArchive archive() {
    return POSTGRES.emptied();
  }

  @Test
  void forgetsOldPiecesOfMessagesThatNeverEndedAndNothingElse() throws Exception {
    ConversationArchive archive = archive();
    byte[] body = text("a message in pieces");
    archive.store(List.copyOf(pieces("r", "complete", 1, body, 20)));
    archive.store(List.of(pieces("r", "old", 2, body, 20).getFirst()));
    POSTGRES.jdbc().update("update history.chunk set stored_at = now() - interval '8 days'");
    archive.store(List.of(pieces("r", "young", 3, body, 20).getFirst()));
    assertThat(archive.forgetPartialMessages(7)).isEqualTo(1);
    assertThat(archive.forgetPartialMessages(7)).isZero();
    assertThat(body(archive, "r", "complete")).isEqualTo(body);
  }

  @Test
  void twoWritersOfTheSameConversationsNeverWaitInACircle() throws Exception {
    ConversationArchive archive = archive();
    List<HistoryCommand> commands = new ArrayList<>();
    List<MessageRecord> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      commands.add(started("r" + i, i));
      commands.add(joined("r" + i, i, ALICE));
      messages.add(said("r" + (39 - i), i, "hello"));
    }
    CountDownLatch both = new CountDownLatch(2);
    try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> done =
          List.of(
              writers.submit(() -> twentyTimes(both, () -> archive.apply(commands))),
              writers.submit(() -> twentyTimes(both, () -> archive.store(messages))));
      for (Future<?> writer : done) {
        writer.get();
      }
    }
    assertThat(archive.conversations(ConversationFilter.ALL, null, 100).items())
        .hasSize(40)
        .allMatch(c -> c.messageCount() == 1 && c.session() != null);
  }

  private static void twentyTimes(CountDownLatch together, Runnable work) {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < 20; i++) {
      work.run();
    }
  }
}
