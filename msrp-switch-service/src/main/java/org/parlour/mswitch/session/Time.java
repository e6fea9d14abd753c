package org.parlour.mswitch.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of the switch: one for what others read, one that never jumps.
public record Time(InstantSource wall, LongSupplier monotonic) {
  public static final Time SYSTEM = new Time(InstantSource.system(), System::nanoTime);

  public Instant now() {
    return wall.instant();
  }

  public long nanos() {
    return monotonic.getAsLong();
  }
}
