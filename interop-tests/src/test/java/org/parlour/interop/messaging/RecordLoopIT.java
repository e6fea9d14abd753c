package org.parlour.interop.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.interop.suite.Broker;
import org.parlour.interop.suite.BrokerExtension;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.RecordHandler;
import org.parlour.support.messaging.RecordLoop;
import org.parlour.support.messaging.RecordPublisher;

@ExtendWith(BrokerExtension.class)
class RecordLoopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] POISON = "not CBOR".getBytes(UTF_8);

  private final Broker broker;
  private final TopicProbe probe;
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final Producer<byte[], byte[]> producer;
  private final RecordPublisher publisher;
  private final DeadLetters deadLetters;
  private Topic<SignallingInput> topic;

  RecordLoopIT(Broker broker) {
    this.broker = broker;
    this.probe = new TopicProbe(broker.clients());
    this.producer = broker.clients().producer("test");
    this.publisher = new RecordPublisher(producer);
    this.deadLetters = new DeadLetters(producer, metrics);
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    String name = "loop-" + test.getTestMethod().orElseThrow().getName();
    topic = new Topic<>(name, SignallingInput.class, 1, 1, false, Duration.ofHours(1), 512 * 1024);
    broker.create(topic);
  }

  @AfterEach
  void closeProducer() {
    publisher.close();
  }

  @Test
  void aPoisonRecordIsPutAsideWithItsReasonAndThePartitionGoesOn() {
    publish("before");
    probe.write(topic.name(), 0, POISON);
    publish("after");
    Collector<SignallingInput> collector = new Collector<>();

    try (var loop = subscribe(collector)) {
      await().atMost(PATIENCE).until(() -> names(collector).contains("after"));
      assertThat(loop.healthy()).isTrue();
    }

    assertThat(names(collector)).containsExactly("before", "after");
    ConsumerRecord<byte[], byte[]> letter = deadLetter();
    assertThat(letter.value()).isEqualTo(POISON);
    assertThat(header(letter, RecordHeaders.DEAD_LETTER_REASON)).contains("SignallingInput");
    assertThat(header(letter, RecordHeaders.DEAD_LETTER_ORIGIN)).isEqualTo(topic.name() + "-0@1");
    assertThat(deadLetterCount()).isEqualTo(1);
  }

  @Test
  void aRecordWithoutValueIsPutAside() {
    probe.write(topic.name(), 0, null);
    publish("after");
    Collector<SignallingInput> collector = new Collector<>();

    try (var loop = subscribe(collector)) {
      await().atMost(PATIENCE).until(() -> names(collector).contains("after"));
    }

    assertThat(deadLetter().value()).isNull();
    assertThat(deadLetterCount()).isEqualTo(1);
  }

  @Test
  void whatWasThereBeforeIsHandedOverBeforeItReturns() {
    publish("before");
    probe.write(topic.name(), 0, POISON);
    publish("later");
    Collector<SignallingInput> collector = new Collector<>();

    try (var loop =
        RecordLoop.caughtUp(
            topic, 0, broker.clients().consumer("caught-up", null), deadLetters, collector)) {
      assertThat(names(collector)).containsExactly("before", "later");
      publish("after");
      await().atMost(PATIENCE).until(() -> names(collector).contains("after"));
      assertThat(loop.healthy()).isTrue();
    }

    assertThat(names(collector)).containsExactly("before", "later", "after");
    assertThat(deadLetterCount()).isEqualTo(1);
  }

  @Test
  void whatCannotBeTakenNowComesAgain() {
    publish("one");
    publish("two");
    List<String> seen = new CopyOnWriteArrayList<>();
    Collector<SignallingInput> taken = new Collector<>();
    RecordHandler<SignallingInput> handler =
        records -> {
          records.forEach(record -> seen.add(((TimerFired) record.value()).name()));
          if (seen.size() < 5) {
            throw new RecordHandler.RetryLater("database is away", new IllegalStateException());
          }
          taken.handle(records);
        };

    try (var loop = subscribe(handler)) {
      await().atMost(PATIENCE).until(() -> names(taken).contains("two"));
    }

    assertThat(seen).startsWith("one").hasSizeGreaterThanOrEqualTo(5);
    assertThat(names(taken)).containsSubsequence("one", "two");
    assertThat(deadLetterCount()).isZero();
  }

  @Test
  void aDefectIsolatesTheOneRecordThatCausesIt() {
    publish("one");
    publish("cursed");
    publish("three");
    Collector<SignallingInput> collector = new Collector<>();
    RecordHandler<SignallingInput> handler =
        records -> {
          if (records.stream().anyMatch(r -> ((TimerFired) r.value()).name().equals("cursed"))) {
            throw new IllegalArgumentException("cannot think of it");
          }
          collector.handle(records);
        };

    try (var loop = subscribe(handler)) {
      await().atMost(PATIENCE).until(() -> names(collector).contains("three"));
    }

    assertThat(names(collector)).containsExactly("one", "three");
    assertThat(header(deadLetter(), RecordHeaders.DEAD_LETTER_REASON))
        .contains("cannot think of it");
    assertThat(deadLetterCount()).isEqualTo(1);
  }

  @Test
  void anInboxIsReadFromItsEndOn() {
    publish("of an earlier incarnation");
    Collector<SignallingInput> collector = new Collector<>();

    try (var loop =
        RecordLoop.fromEnd(
            topic, 0, broker.clients().consumer("inbox", null), deadLetters, false, collector)) {
      publish("for me");
      await().atMost(PATIENCE).until(() -> !collector.values().isEmpty());
    }

    assertThat(names(collector)).containsExactly("for me");
  }

  @Test
  void aMemberGoesOnWhereItsGroupStands() {
    publish("one");
    Collector<SignallingInput> first = new Collector<>();
    try (var loop = subscribe(first)) {
      await().atMost(PATIENCE).until(() -> names(first).contains("one"));
    }
    publish("two");
    Collector<SignallingInput> second = new Collector<>();

    try (var loop = subscribe(second)) {
      await().atMost(PATIENCE).until(() -> names(second).contains("two"));
    }

    assertThat(names(second)).containsExactly("two");
  }

  private RecordLoop<SignallingInput> subscribe(RecordHandler<SignallingInput> handler) {
    return RecordLoop.subscribe(
        topic, broker.clients().consumer("loop", topic.name()), deadLetters, handler);
  }

  private void publish(String name) {
    try {
      publisher.publish(topic, "key", new TimerFired(Instant.EPOCH, name, 1), null).join();
    } catch (CompletionException e) {
      throw new AssertionError("not published: " + name, e);
    }
  }

  private ConsumerRecord<byte[], byte[]> deadLetter() {
    return probe.read(topic.deadLetterName(), 1).getFirst();
  }

  private double deadLetterCount() {
    return metrics.counter(DeadLetters.METRIC, "topic", topic.name()).count();
  }

  private static List<String> names(Collector<SignallingInput> collector) {
    return collector.values().stream().map(input -> ((TimerFired) input).name()).toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
