package org.parlour.support.observe;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Puts the correlation id into every log line written while a record or message is handled. One
/// id, the SIP Call-ID, leads through SIP, Kafka, MSRP and the archive.
///
///     try (var ignored = Correlation.of(callId)) { … }
public final class Correlation implements AutoCloseable {
  /// The name in log lines.
  public static final String KEY = "correlationId";

  private static final Correlation SCOPE = new Correlation();

  private Correlation() {}

  /// Until the scope is closed, on this thread.
  public static Correlation of(@Nullable String id) {
    if (id == null) {
      MDC.remove(KEY);
    } else {
      MDC.put(KEY, id);
    }
    return SCOPE;
  }

  @Override
  public void close() {
    MDC.remove(KEY);
  }
}
