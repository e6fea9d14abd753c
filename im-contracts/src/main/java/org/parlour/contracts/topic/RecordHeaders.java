package org.parlour.contracts.topic;

/// The headers of our records.
public final class RecordHeaders {
  /// Leads through SIP, Kafka, MSRP and the archive; the Call-ID of the dialog that caused the
  /// record.
  public static final String CORRELATION_ID = "correlation-id";

  /// W3C trace context.
  public static final String TRACE_PARENT = "traceparent";

  /// On what the core has an edge do: how long the command that led to it had waited for the core,
  /// in milliseconds, decimal. Absent when no edge published that command.
  public static final String WAITED = "waited-ms";

  /// On a dead letter: why nobody could process it.
  public static final String DEAD_LETTER_REASON = "dead-letter-reason";

  /// On a dead letter: `topic-partition@offset` of the original.
  public static final String DEAD_LETTER_ORIGIN = "dead-letter-origin";

  private RecordHeaders() {}
}
