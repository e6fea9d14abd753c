package org.parlour.conference.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Load, decide, evolve, store, send: all in one Kafka transaction. A record that nobody can
/// process goes to the dead letters with its reason, and the partition goes on.
final class AggregateProcessor implements Processor<byte[], byte[], byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(AggregateProcessor.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int WAKES_A_TICK = 1000;
  private static final int CACHED_PARTS = 32_768;

  private final ConferencePolicy policy;
  private final SwitchWatch watch;
  private final UserWatch users;
  private final ShellMetrics metrics;
  private @Nullable Task task;

  AggregateProcessor(
      ConferencePolicy policy, SwitchWatch watch, UserWatch users, ShellMetrics metrics) {
    this.policy = policy;
    this.watch = watch;
    this.users = users;
    this.metrics = metrics;
  }

  /// What belongs to one life of the task. A revived task must not see what an aborted one decoded.
  private record Task(
      ProcessorContext<byte[], Object> context,
      AggregateStore aggregates,
      TimerIndex timers,
      Departures departures) {}

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    Task begun =
        new Task(
            context,
            new AggregateStore(
                context.getStateStore(ConferenceTopology.PARTS), policy.domain(), CACHED_PARTS),
            new TimerIndex(context.getStateStore(ConferenceTopology.TIMERS)),
            new Departures(
                new SwitchIndex(context.getStateStore(ConferenceTopology.SWITCHES)), watch));
    task = begun;
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick(begun, now));
  }

  private Task task() {
    if (task == null) {
      throw new IllegalStateException("not initialised");
    }
    return task;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Task now = task();
    Work work;
    try {
      work = prepare(now, record);
    } catch (MalformedRecordException | RuntimeException e) {
      putAside(now, record, e);
      return;
    }
    now.aggregates.write(work.after, work.writes);
    now.timers.update(work.after.key(), record.key(), work.before, work.after);
    now.departures.update(record.key(), work.before, work.after);
    for (EffectSink.Outgoing outgoing : work.outgoing) {
      now.context.forward(outgoing.record(), outgoing.sink());
    }
    metrics.decided(work.input, work.decision);
  }

  /// Everything that can fail, before anything is written or sent.
  private Work prepare(Task now, Record<byte[], byte[]> record) throws MalformedRecordException {
    if (record.key() == null || record.value() == null) {
      throw new IllegalArgumentException("record without key or value");
    }
    SignallingInput input = RecordCodec.decode(SignallingInput.class, record.value());
    AggregateKey key = new AggregateKey(new String(record.key(), StandardCharsets.UTF_8));
    Aggregate before = now.aggregates.load(key, record.key());
    long start = System.nanoTime();
    Decision decision = ConferenceCore.decide(before, input, policy, users.now());
    Aggregate after = before;
    for (Event event : decision.events()) {
      after = ConferenceCore.evolve(after, event);
    }
    metrics.took(System.nanoTime() - start);
    Cause cause = Cause.of(record, input, now.context.currentSystemTimeMs());
    List<EffectSink.Outgoing> outgoing = new ArrayList<>(decision.effects().size());
    for (Effect effect : decision.effects()) {
      outgoing.add(EffectSink.encode(record.key(), effect, cause));
    }
    return new Work(
        input,
        before,
        after,
        decision,
        AggregateStore.prepare(record.key(), before, after),
        outgoing);
  }

  private record Work(
      SignallingInput input,
      Aggregate before,
      Aggregate after,
      Decision decision,
      List<AggregateStore.Write> writes,
      List<EffectSink.Outgoing> outgoing) {}

  /// Timers that are due, and switches that went, go through the log like everything else: after an
  /// outage the requests that waited are read before them.
  private void tick(Task now, long millis) {
    for (TimerIndex.Wake wake : now.timers.take(millis, WAKES_A_TICK)) {
      AggregateKey key = new AggregateKey(new String(wake.aggregate(), StandardCharsets.UTF_8));
      Aggregate aggregate;
      try {
        aggregate = now.aggregates.load(key, wake.aggregate());
      } catch (MalformedRecordException e) {
        LOG.error("an aggregate cannot be read, its timers do not fire: {}", e.getMessage());
        metrics.putAside();
        continue;
      }
      for (Timer timer : TimerIndex.due(aggregate, wake.since(), millis)) {
        fire(now, wake.aggregate(), timer, millis);
      }
      now.timers.rearm(key, wake, aggregate, millis);
    }
    for (Departures.Notice notice : now.departures.take(millis)) {
      toSelf(now, notice.aggregate(), notice.left(), millis);
    }
  }

  private static void toSelf(Task now, byte[] aggregate, SignallingInput input, long millis) {
    now.context.forward(
        new Record<>(
            aggregate,
            RecordCodec.encode(SignallingInput.class, input),
            millis,
            new RecordHeaders()),
        ConferenceTopology.TO_SELF);
  }

  private void fire(Task now, byte[] aggregate, Timer timer, long millis) {
    TimerFired fired =
        new TimerFired(Instant.ofEpochMilli(millis), timer.name(), timer.generation());
    toSelf(now, aggregate, fired, millis);
    metrics.fired(millis - timer.due().toEpochMilli());
  }

  private void putAside(Task now, Record<byte[], byte[]> record, Exception reason) {
    String origin = now.context.recordMetadata().map(AggregateProcessor::place).orElse("unknown");
    if (reason instanceof MalformedRecordException) {
      LOG.error("record {} cannot be read and is put aside: {}", origin, reason.getMessage());
    } else {
      LOG.error("record {} cannot be processed and is put aside", origin, reason);
    }
    Headers headers = new RecordHeaders(record.headers());
    headers.add(
        org.parlour.contracts.topic.RecordHeaders.DEAD_LETTER_REASON,
        reason.toString().getBytes(StandardCharsets.UTF_8));
    headers.add(
        org.parlour.contracts.topic.RecordHeaders.DEAD_LETTER_ORIGIN,
        origin.getBytes(StandardCharsets.UTF_8));
    now.context.forward(
        new Record<>(record.key(), record.value(), record.timestamp(), headers),
        ConferenceTopology.DEAD_LETTERS);
    metrics.putAside();
  }

  private static String place(RecordMetadata at) {
    return at.topic() + "-" + at.partition() + "@" + at.offset();
  }
}
