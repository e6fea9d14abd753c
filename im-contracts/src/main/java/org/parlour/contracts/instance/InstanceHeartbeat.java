package org.parlour.contracts.instance;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchDoors;

/// Published every 500 ms by each edge and switch.
///
/// @param incarnation grows with each start
/// @param host what peers connect to, as advertised
/// @param load 0 to 1, how much of what it can take is taken
/// @param draining it takes nothing new
/// @param doors of a switch that takes more than TCP; else null
public record InstanceHeartbeat(
    Kind kind,
    int ordinal,
    long incarnation,
    Instant at,
    String host,
    int port,
    double load,
    boolean draining,
    @Nullable SwitchDoors doors) {
  /// An edge, or a switch that takes TCP only.
  public InstanceHeartbeat(
      Kind kind,
      int ordinal,
      long incarnation,
      Instant at,
      String host,
      int port,
      double load,
      boolean draining) {
    this(kind, ordinal, incarnation, at, host, port, load, draining, null);
  }

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
