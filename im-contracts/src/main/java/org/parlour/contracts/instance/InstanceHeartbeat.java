package org.parlour.contracts.instance;

import java.time.Instant;
import java.util.Locale;

/// Published every 500 ms by each edge and switch.
///
/// @param incarnation grows with each start
/// @param host what peers connect to, as advertised
/// @param load 0 to 1, how much of what it can take is taken
/// @param draining it takes nothing new
public record InstanceHeartbeat(
    Kind kind,
    int ordinal,
    long incarnation,
    Instant at,
    String host,
    int port,
    double load,
    boolean draining) {
  public enum Kind {
    EDGE,
    SWITCH
  }

  /// The record's key.
  public String key() {
    return key(kind, ordinal);
  }

  static String key(Kind kind, int ordinal) {
    return kind.name().toLowerCase(Locale.ROOT) + "-" + ordinal;
  }
}
