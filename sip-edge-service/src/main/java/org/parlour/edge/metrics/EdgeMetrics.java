package org.parlour.edge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/// The edge's meters, made once, so that counting is an addition. Thread-safe.
public final class EdgeMetrics {
  private static final String PREFIX = "im.edge.";
  private static final String METHOD = "method";
  private static final String CLASS = "class";
  private static final String REASON = "reason";
  private static final int HIGHEST_CLASS = 6;

  private final MeterRegistry registry;
  private final Map<Method, Counter> requests = new EnumMap<>(Method.class);
  private final Map<Method, Counter> sent = new EnumMap<>(Method.class);
  private final Counter[] answers = new Counter[HIGHEST_CLASS + 1];
  private final Counter[] responses = new Counter[HIGHEST_CLASS + 1];
  private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
  private final Counter retransmissions;
  private final Counter stale;
  private final Counter adopted;
  private final Counter relayed;
  private final Counter unsent;

  public EdgeMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Method method : Method.values()) {
      requests.put(method, registry.counter(PREFIX + "requests", METHOD, method.tag()));
      sent.put(method, registry.counter(PREFIX + "requests.sent", METHOD, method.tag()));
    }
    for (int i = 1; i <= HIGHEST_CLASS; i++) {
      answers[i] = registry.counter(PREFIX + "answers", CLASS, i + "xx");
      responses[i] = registry.counter(PREFIX + "responses", CLASS, i + "xx");
    }
    for (Refusal refusal : Refusal.values()) {
      refusals.put(
          refusal,
          registry.counter(PREFIX + "refusals", REASON, refusal.name().toLowerCase(Locale.ROOT)));
    }
    retransmissions = registry.counter(PREFIX + "retransmissions");
    stale = registry.counter(PREFIX + "instructions.stale");
    adopted = registry.counter(PREFIX + "instructions.adopted");
    relayed = registry.counter(PREFIX + "relayed");
    unsent = registry.counter(PREFIX + "requests.failed");
  }

  /// A request was read and is well-formed.
  public void request(String method) {
    count(requests, Method.of(method));
  }

  /// A request of ours was sent.
  public void requestSent(String method) {
    count(sent, Method.of(method));
  }

  private static void count(Map<Method, Counter> counters, Method method) {
    Counter counter = counters.get(method);
    if (counter != null) {
      counter.increment();
    }
  }

  /// We answered, whether by ourselves or for the core.
  public void answer(int status) {
    answers[Math.clamp(status / 100, 1, HIGHEST_CLASS)].increment();
  }

  /// A response to a request of ours was read.
  public void response(int status) {
    responses[Math.clamp(status / 100, 1, HIGHEST_CLASS)].increment();
  }

  public void refusal(Refusal reason) {
    Counter counter = refusals.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  /// A 2xx was sent again.
  public void retransmission() {
    retransmissions.increment();
  }

  /// An instruction for another incarnation was dropped.
  public void staleInstruction() {
    stale.increment();
  }

  /// An answer was sent for an edge that died.
  public void adoptedInstruction() {
    adopted.increment();
  }

  /// A message passed through towards its next Route.
  public void relayed() {
    relayed.increment();
  }

  /// A request of ours got no final response.
  public void requestFailed() {
    unsent.increment();
  }

  /// Watches a number for as long as `source` lives.
  public <T> void gauge(Gauge gauge, T source, ToDoubleFunction<T> value) {
    registry.gauge(PREFIX + gauge.name().toLowerCase(Locale.ROOT).replace('_', '.'), source, value);
  }

  public void gauge(Gauge gauge, AtomicInteger number) {
    gauge(gauge, number, AtomicInteger::get);
  }

  /// What is watched.
  public enum Gauge {
    /// Server transactions that wait for the core.
    IN_FLIGHT,
    /// How long what the core decided last had waited for it, in milliseconds; 0 when it is idle.
    CORE_WAIT,
    /// Messages read but not yet dealt with.
    INTAKE,
    CONNECTIONS,
    /// 2xx that wait for their ACK.
    AWAITING_ACK
  }
}
