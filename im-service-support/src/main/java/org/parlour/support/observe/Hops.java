package org.parlour.support.observe;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/// The hops of one trace through SIP, Kafka, MSRP and the archive. A hop is open on one thread;
/// what is published meanwhile carries its trace on, and its log lines carry the correlation id.
///
///     try (Hop hop = hops.begin("sip INVITE", null, callId)) { … }
///
/// Without an exporter (`management.opentelemetry.tracing.export.otlp.endpoint`) nothing leaves the
/// process, and an unsampled hop costs next to nothing.
public final class Hops {
  private static final String CORRELATION_ATTRIBUTE = "im.correlation.id";

  /// `00-<32 hex>-<16 hex>-<2 hex>`
  private static final int TRACE_PARENT_LENGTH = 55;

  private final Tracer tracer;

  public Hops(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("org.parlour");
  }

  /// Opens a hop on this thread.
  ///
  /// @param traceParent of the record that is handled; null where a trace begins
  /// @param correlationId null when there is none
  @SuppressWarnings("MustBeClosedChecker") // the hop closes it
  public Hop begin(String name, @Nullable String traceParent, @Nullable String correlationId) {
    var builder = tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER);
    SpanContext parent = parse(traceParent);
    if (parent.isValid()) {
      builder.setParent(Context.root().with(Span.wrap(parent)));
    } else {
      builder.setNoParent();
    }
    if (correlationId != null) {
      builder.setAttribute(CORRELATION_ATTRIBUTE, correlationId);
    }
    Span span = builder.startSpan();
    return new Hop(span, span.makeCurrent(), Correlation.of(correlationId));
  }

  /// Opens a hop on this thread for what came from `origin`.
  public Hop begin(String name, Origin origin) {
    return begin(name, origin.traceParent(), origin.correlationId());
  }

  /// The W3C trace context of the hop that is open on this thread, null when there is none.
  public static @Nullable String traceParent() {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid()
        ? "00-"
            + context.getTraceId()
            + "-"
            + context.getSpanId()
            + "-"
            + context.getTraceFlags().asHex()
        : null;
  }

  /// The work as part of the hop that is open on this thread, whichever thread runs it.
  public static Runnable carry(Runnable work) {
    return Context.current().wrap(work);
  }

  private static SpanContext parse(@Nullable String traceParent) {
    if (traceParent == null || traceParent.length() < TRACE_PARENT_LENGTH) {
      return SpanContext.getInvalid();
    }
    return SpanContext.createFromRemoteParent(
        traceParent.substring(3, 35),
        traceParent.substring(36, 52),
        traceParent.charAt(54) == '1' ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  /// Close it on the thread that opened it.
  public static final class Hop implements AutoCloseable {
    private final Span span;
    private final Scope scope;
    private final Correlation correlation;

    private Hop(Span span, Scope scope, Correlation correlation) {
      this.span = span;
      this.scope = scope;
      this.correlation = correlation;
    }

    @Override
    public void close() {
      correlation.close();
      scope.close();
      span.end();
    }
  }
}
