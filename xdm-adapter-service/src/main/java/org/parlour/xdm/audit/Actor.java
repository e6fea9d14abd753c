package org.parlour.xdm.audit;

import java.util.function.Supplier;

/// Who is at work in this thread, for the audit trail.
public final class Actor {
  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  /// Whatever nobody asked for over an interface.
  private static final String SYSTEM = "system";

  private Actor() {}

  /// Does `work` as `name`.
  public static <T extends Object> T as(String name, Supplier<T> work) {
    return ScopedValue.where(CURRENT, name).call(work::get);
  }

  static String current() {
    return CURRENT.orElse(SYSTEM);
  }
}
