package org.parlour.benchmarks.msrp;

import java.util.Locale;

/// What a run may show.
enum Figure {
  /// Messages, deliveries or megabytes a second.
  RATE("%,.0f"),
  /// Microseconds from when a message was due to when a receiver had it.
  P50("%,.0f"),
  P99("%,.0f"),
  /// Microseconds to the 200.
  ANSWER_P50("%,.0f"),
  ANSWER_P99("%,.0f"),
  /// Share of the server's processor that it used.
  SERVER_BUSY("%.2f"),
  /// Share of the load's processor.
  LOAD_BUSY("%.2f"),
  /// Megabytes that live in the server afterwards and did not before.
  KEPT("%.1f"),
  /// Megabytes by which the server's process was larger at its largest.
  GREW("%.1f"),
  /// Kilobytes of heap and buffers for a leg.
  LEG_KILOBYTES("%.1f"),
  /// Kilobytes of the process for a leg.
  LEG_RESIDENT("%.1f");

  private final String format;

  Figure(String format) {
    this.format = format;
  }

  String print(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
