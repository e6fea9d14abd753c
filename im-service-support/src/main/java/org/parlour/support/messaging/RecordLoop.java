package org.parlour.support.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one topic on a thread of its own: decodes, hands over each poll's records, commits. Poison
/// records and records that the handler alone cannot take go to the dead letters; the partition
/// goes on. It ends only by [#close()].
public final class RecordLoop<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordLoop.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Topic<V> topic;
  private final Consumer<byte[], byte[]> consumer;
  private final DeadLetters deadLetters;
  private final RecordHandler<V> handler;
  private final boolean commits;
  private final Thread thread;
  private final CountDownLatch positioned = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  /// Where each partition's part of the present poll begins; empty once the poll is done.
  private final Map<TopicPartition, Long> inHand = new HashMap<>();

  private volatile boolean healthy = true;

  private RecordLoop(
      Topic<V> topic,
      Consumer<byte[], byte[]> consumer,
      DeadLetters deadLetters,
      RecordHandler<V> handler,
      boolean commits) {
    this.topic = topic;
    this.consumer = consumer;
    this.deadLetters = deadLetters;
    this.handler = handler;
    this.commits = commits;
    this.thread = new Thread(this::run, "records-" + topic.name());
  }

  /// Reads as a member of the consumer's group, from where the group stands.
  /// Takes ownership of `consumer`.
  public static <V> RecordLoop<V> subscribe(
      Topic<V> topic,
      Consumer<byte[], byte[]> consumer,
      DeadLetters deadLetters,
      RecordHandler<V> handler) {
    RecordLoop<V> loop = new RecordLoop<>(topic, consumer, deadLetters, handler, true);
    consumer.subscribe(List.of(topic.name()));
    loop.positioned.countDown();
    loop.thread.start();
    return loop;
  }

  /// Reads an inbox from its present end on: `assign`, `seekToEnd`, and the position is fixed
  /// before this returns, so that whatever is written from now on is read. Takes ownership of
  /// `consumer`.
  ///
  /// @param commits whether positions are committed under the consumer's group, for an adopter to
  ///     find
  public static <V> RecordLoop<V> fromEnd(
      Topic<V> topic,
      int partition,
      Consumer<byte[], byte[]> consumer,
      DeadLetters deadLetters,
      boolean commits,
      RecordHandler<V> handler) {
    RecordLoop<V> loop = new RecordLoop<>(topic, consumer, deadLetters, handler, commits);
    TopicPartition inbox = new TopicPartition(topic.name(), partition);
    consumer.assign(List.of(inbox));
    consumer.seekToEnd(List.of(inbox));
    long position = consumer.position(inbox);
    if (commits) {
      consumer.commitSync(Map.of(inbox, new OffsetAndMetadata(position)));
    }
    loop.positioned.countDown();
    loop.thread.start();
    return loop;
  }

  /// Reads partitions from where their group stands, or from the beginning of what is kept.
  /// Takes ownership of `consumer`.
  public static <V> RecordLoop<V> assigned(
      Topic<V> topic,
      Collection<Integer> partitions,
      boolean fromBeginning,
      Consumer<byte[], byte[]> consumer,
      DeadLetters deadLetters,
      boolean commits,
      RecordHandler<V> handler) {
    RecordLoop<V> loop = new RecordLoop<>(topic, consumer, deadLetters, handler, commits);
    List<TopicPartition> assigned =
        partitions.stream().map(p -> new TopicPartition(topic.name(), p)).toList();
    consumer.assign(assigned);
    if (fromBeginning) {
      consumer.seekToBeginning(assigned);
    }
    loop.positioned.countDown();
    loop.thread.start();
    return loop;
  }

  /// Reads a partition from the beginning of what is kept, and returns when everything was handed
  /// over that was there at the start. Takes ownership of `consumer`.
  public static <V> RecordLoop<V> caughtUp(
      Topic<V> topic,
      int partition,
      Consumer<byte[], byte[]> consumer,
      DeadLetters deadLetters,
      RecordHandler<V> handler) {
    RecordLoop<V> loop = new RecordLoop<>(topic, consumer, deadLetters, handler, false);
    TopicPartition kept = new TopicPartition(topic.name(), partition);
    consumer.assign(List.of(kept));
    consumer.seekToBeginning(List.of(kept));
    long end = consumer.endOffsets(List.of(kept)).getOrDefault(kept, 0L);
    try {
      while (consumer.position(kept) < end) {
        loop.round();
      }
    } catch (RecordHandler.RetryLater e) {
      throw new IllegalStateException(topic.name() + ": not readable at start", e);
    }
    loop.positioned.countDown();
    loop.thread.start();
    return loop;
  }

  /// Whether the last round succeeded: for a health indicator.
  public boolean healthy() {
    return healthy && thread.isAlive() && positioned.getCount() == 0;
  }

  private void run() {
    try (consumer) {
      long pause = FIRST_PAUSE_MILLIS;
      while (closing.getCount() > 0) {
        try {
          round();
          healthy = true;
          pause = FIRST_PAUSE_MILLIS;
        } catch (WakeupException e) {
          LOG.debug("{}: closing", topic.name());
        } catch (RecordHandler.RetryLater | RuntimeException e) {
          healthy = false;
          LOG.warn("{}: again in {} ms: {}", topic.name(), pause, e.toString());
          rewind();
          if (closing.await(pause, TimeUnit.MILLISECONDS)) {
            return;
          }
          pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      healthy = false;
    }
  }

  private void round() throws RecordHandler.RetryLater {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    if (polled.isEmpty()) {
      return;
    }
    for (TopicPartition partition : polled.partitions()) {
      inHand.put(partition, polled.records(partition).getFirst().offset());
    }
    List<ConsumerRecord<byte[], byte[]>> raw = new ArrayList<>(polled.count());
    List<ReceivedRecord<V>> batch = new ArrayList<>(polled.count());
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      try {
        batch.add(ReceivedRecord.of(record, decode(record)));
        raw.add(record);
      } catch (MalformedRecordException e) {
        deadLetters.put(topic, record, e);
      }
    }
    handOver(batch, raw);
    inHand.clear();
    if (commits) {
      consumer.commitAsync();
    }
  }

  private V decode(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    if (record.value() == null) {
      throw new MalformedRecordException("no value", new NullPointerException("value"));
    }
    return RecordCodec.decode(topic.valueType(), record.value());
  }

  private void handOver(List<ReceivedRecord<V>> batch, List<ConsumerRecord<byte[], byte[]>> raw)
      throws RecordHandler.RetryLater {
    if (batch.isEmpty()) {
      return;
    }
    try {
      handler.handle(batch);
    } catch (RuntimeException e) {
      LOG.warn("{}: {} records failed together, one by one now", topic.name(), batch.size(), e);
      for (int i = 0; i < batch.size(); i++) {
        handOverOne(batch.get(i), raw.get(i));
      }
    }
  }

  private void handOverOne(ReceivedRecord<V> record, ConsumerRecord<byte[], byte[]> raw)
      throws RecordHandler.RetryLater {
    try {
      handler.handle(List.of(record));
    } catch (RuntimeException e) {
      deadLetters.put(topic, raw, e);
    }
  }

  /// Back to the start of the poll that failed.
  private void rewind() {
    inHand.forEach(
        (partition, offset) -> {
          if (consumer.assignment().contains(partition)) {
            consumer.seek(partition, offset);
          }
        });
    inHand.clear();
  }

  /// Ends the thread after the present round and closes the consumer.
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
