package org.parlour.support.observe;

import org.jspecify.annotations.Nullable;

/// Where something came from, kept with what outlives the handling of a record: its correlation id
/// and its trace.
///
/// @param correlationId the SIP Call-ID, null when there is none
/// @param traceParent W3C trace context, null when there is none
public record Origin(@Nullable String correlationId, @Nullable String traceParent) {
  public static final Origin NONE = new Origin(null, null);

  /// Where a trace begins.
  public static Origin of(String correlationId) {
    return new Origin(correlationId, null);
  }
}
