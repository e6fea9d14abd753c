package org.parlour.mswitch.backbone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads back from `parlour.messages` what was recorded lately, on a thread of its own. Whoever
/// asks while it reads is served by the next reading, all recordings of a partition by one: when a
/// switch dies, many sessions ask at once. They share what a reading may hold.
public final class KafkaRecall implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecall.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /// What a recording may bring: as much as a leg may be behind by default.
  private static final long MOST_BYTES = 4L << 20;

  /// Likewise all recordings of a reading.
  private static final long MOST_BYTES_OF_ALL = 64L << 20;

  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "msrp-recall");

  private record Question(
      String recording, Instant since, long before, CompletableFuture<List<Recalled>> answer) {}

  /// @param consumers makes the consumer, when it is needed first. It must see what is stored
  ///     behind a transaction that is not decided: pager messages are written in those, chat is
  ///     not.
  public KafkaRecall(Supplier<Consumer<byte[], byte[]>> consumers) {
    this.consumers = consumers;
    thread.setDaemon(true);
    thread.start();
  }

  /// @param before only messages with a lower sequence number count
  /// @return what Kafka has of them now, in order
  CompletableFuture<List<Recalled>> recall(String recording, Instant since, long before) {
    CompletableFuture<List<Recalled>> answer = new CompletableFuture<>();
    questions.add(new Question(recording, since, before, answer));
    return answer;
  }

  private void run() {
    Consumer<byte[], byte[]> consumer = null;
    try {
      while (true) {
        List<Question> asked = new ArrayList<>();
        asked.add(questions.take());
        questions.drainTo(asked);
        if (consumer == null) {
          consumer = consumers.get();
        }
        answer(consumer, asked);
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    } finally {
      if (consumer != null) {
        consumer.close();
      }
    }
  }

  private static void answer(Consumer<byte[], byte[]> consumer, List<Question> asked) {
    try {
      Map<String, Recording> found = read(consumer, asked);
      for (Question question : asked) {
        Recording recording = found.get(question.recording());
        question.answer().complete(recording == null ? List.of() : recording.messages());
      }
    } catch (RuntimeException e) {
      LOG.warn("recorded messages cannot be read back", e);
      asked.forEach(question -> question.answer().completeExceptionally(e));
    }
  }

  private static Map<String, Recording> read(
      Consumer<byte[], byte[]> consumer, List<Question> asked) {
    String topic = TopicCatalogue.MESSAGES.name();
    int partitions = consumer.partitionsFor(topic).size();
    Map<String, Recording> recordings = new HashMap<>();
    Map<TopicPartition, Long> since = new HashMap<>();
    long mostBytes = Math.min(MOST_BYTES, MOST_BYTES_OF_ALL / asked.size());
    for (Question question : asked) {
      recordings.putIfAbsent(question.recording(), new Recording(question.before(), mostBytes));
      since.merge(
          new TopicPartition(topic, partitionOf(question.recording(), partitions)),
          question.since().toEpochMilli(),
          Math::min);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(since.keySet());
    position(consumer, since, ends);
    long giveUp = System.nanoTime() + LONGEST_NANOS;
    while (!isRead(consumer, ends)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("messages: not read within 10 s");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Recording recording =
            record.key() == null
                ? null
                : recordings.get(new String(record.key(), StandardCharsets.UTF_8));
        MessageRecord read = recording == null ? null : decoded(record);
        if (recording != null && read != null) {
          recording.add(read);
        }
      }
    }
    consumer.assign(List.of());
    long leftOut = recordings.values().stream().mapToLong(Recording::leftOut).sum();
    if (leftOut > 0) {
      LOG.warn("{} recorded messages are too much to be given again", leftOut);
    }
    return recordings;
  }

  /// As the producer's own partitioner finds it.
  private static int partitionOf(String recording, int partitions) {
    byte[] key = recording.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private static void position(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> since,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(since);
    Collection<TopicPartition> all = since.keySet();
    consumer.assign(all);
    for (TopicPartition partition : all) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
    }
  }

  private static boolean isRead(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static @Nullable MessageRecord decoded(ConsumerRecord<byte[], byte[]> record) {
    try {
      return RecordCodec.decode(MessageRecord.class, record.value());
    } catch (MalformedRecordException e) {
      return null; // history puts it aside
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
