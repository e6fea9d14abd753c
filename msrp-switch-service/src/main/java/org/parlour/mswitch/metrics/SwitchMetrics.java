package org.parlour.mswitch.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.mswitch.switching.CommandOrder;
import org.parlour.mswitch.switching.PathRule;
import org.parlour.mswitch.switching.Refusal;

/// What the switch counts. Every counter exists from the start, so that nothing is looked up on the
/// data path. Any thread.
public final class SwitchMetrics {
  /// Why a connection ended before its peer closed it.
  public enum Closing {
    /// It came while there were too many.
    TOO_MANY,
    /// Likewise, of its address.
    TOO_MANY_OF_ONE_ADDRESS,
    /// It did not bind to a session in time.
    NEVER_BOUND,
    /// Nothing went over it for too long.
    IDLE,
    /// The peer does not acknowledge what was sent, or does not answer the network's probes.
    HALF_OPEN,
    /// No TLS came about: a peer without a cipher of ours, or without TLS.
    TLS_FAILED,
    /// What came was no WebSocket, or one without MSRP in it.
    NO_WEBSOCKET,
    /// What came was no MSRP.
    FRAMING_LOST,
    /// It did not read its answers.
    DEAF,
    /// An error of the network or of ours.
    ERROR
  }

  private static final String REASON = "reason";

  private final Map<MsrpMethod, Counter> requests;
  private final Map<Refusal, Counter> refused;
  private final Map<MediaEvent.LegLost.Cause, Counter> legsLost;
  private final Map<CommandOrder.Turn, Counter> commands;
  private final Map<Closing, Counter> closings;
  private final Map<PathRule, Counter> bound;
  private final Map<Carrier, Counter> opened;
  private final Counter certificatesRead;
  private final Counter certificatesRefused;
  private final Counter legsConnected;
  private final Counter responses;
  private final Counter messages;
  private final Counter privateMessages;
  private final Counter deliveries;
  private final Counter deliveredBytes;
  private final Counter composingDropped;
  private final Counter skipped;
  private final Counter throttled;
  private final Counter suspended;
  private final Counter unstored;
  private final Timer stored;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger legs = new AtomicInteger();

  public SwitchMetrics(MeterRegistry registry) {
    requests = counters(registry, "im.switch.requests", "method", MsrpMethod.class, Enum::name);
    refused = counters(registry, "im.switch.refused", REASON, Refusal.class, Refusal::tag);
    legsLost =
        counters(
            registry,
            "im.switch.legs.lost",
            "cause",
            MediaEvent.LegLost.Cause.class,
            SwitchMetrics::tag);
    commands =
        counters(
            registry, "im.switch.commands", "turn", CommandOrder.Turn.class, SwitchMetrics::tag);
    closings = counters(registry, "im.switch.closed", REASON, Closing.class, SwitchMetrics::tag);
    bound = counters(registry, "im.switch.legs.bound", "rule", PathRule.class, PathRule::tag);
    opened =
        counters(registry, "im.switch.connections.opened", "carrier", Carrier.class, Carrier::tag);
    certificatesRead = registry.counter("im.switch.certificates", "result", "taken-over");
    certificatesRefused = registry.counter("im.switch.certificates", "result", "refused");
    legsConnected = registry.counter("im.switch.legs.connected");
    responses = registry.counter("im.switch.responses.ignored");
    messages = registry.counter("im.switch.messages");
    privateMessages = registry.counter("im.switch.messages.private");
    deliveries = registry.counter("im.switch.deliveries");
    deliveredBytes = registry.counter("im.switch.delivered.bytes");
    composingDropped = registry.counter("im.switch.composing.dropped");
    skipped = registry.counter("im.switch.deliveries.skipped");
    throttled = registry.counter("im.switch.senders.throttled");
    suspended = registry.counter("im.switch.sessions.suspended");
    unstored = registry.counter("im.switch.copies.unstored");
    stored = Timer.builder("im.switch.copies.stored").register(registry);
    Gauge.builder("im.switch.connections", connections, AtomicInteger::get).register(registry);
    Gauge.builder("im.switch.sessions", sessions, AtomicInteger::get).register(registry);
    Gauge.builder("im.switch.legs", legs, AtomicInteger::get).register(registry);
  }

  private static <E extends Enum<E>> Map<E, Counter> counters(
      MeterRegistry registry, String name, String tag, Class<E> type, Function<E, String> value) {
    Map<E, Counter> counters = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      counters.put(each, registry.counter(name, tag, value.apply(each)));
    }
    return counters;
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E> void count(Map<E, Counter> counters, E which) {
    Counter counter = counters.get(which);
    if (counter != null) {
      counter.increment();
    }
  }

  public void request(MsrpMethod method) {
    count(requests, method);
  }

  public void refused(Refusal reason) {
    count(refused, reason);
  }

  public void legLost(MediaEvent.LegLost.Cause cause) {
    count(legsLost, cause);
  }

  public void command(CommandOrder.Turn turn) {
    count(commands, turn);
  }

  public void closed(Closing reason) {
    count(closings, reason);
  }

  /// A request bound its connection to a leg.
  public void bound(PathRule rule) {
    count(bound, rule);
  }

  /// A connection came about, or is about to.
  public void opened(Carrier carrier) {
    count(opened, carrier);
  }

  /// The files of our certificate changed.
  ///
  /// @param usable whether they are used now
  public void certificateRead(boolean usable) {
    (usable ? certificatesRead : certificatesRefused).increment();
  }

  public void legConnected() {
    legsConnected.increment();
  }

  /// A response came; we never ask for one.
  public void responseIgnored() {
    responses.increment();
  }

  /// A message was accepted whole.
  public void message(boolean privately) {
    messages.increment();
    if (privately) {
      privateMessages.increment();
    }
  }

  /// A piece went into the queues of `legs` legs.
  public void delivered(int legCount, long bytes) {
    deliveries.increment(legCount);
    deliveredBytes.increment(bytes);
  }

  public void composingDropped() {
    composingDropped.increment();
  }

  /// A leg could not take a message for its size.
  public void skipped() {
    skipped.increment();
  }

  public void throttled() {
    throttled.increment();
  }

  public void suspended() {
    suspended.increment();
  }

  /// A message of an archived session was accepted without a copy: the operator lets that do.
  public void unstored() {
    unstored.increment();
  }

  /// Kafka acknowledged the copy of a message.
  public void stored(long nanos) {
    stored.record(nanos, TimeUnit.NANOSECONDS);
  }

  /// @return how many there are now
  public int connections(int change) {
    return connections.addAndGet(change);
  }

  public void sessions(int change) {
    sessions.addAndGet(change);
  }

  public void legs(int change) {
    legs.addAndGet(change);
  }

  public int legCount() {
    return legs.get();
  }
}
