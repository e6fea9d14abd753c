package org.parlour.client.transaction;

/// Timer values of RFC 3261 §17.1.1.1 in milliseconds.
public final class SipTimers {
  public static final long T1 = 500;
  public static final long T2 = 4_000;
  public static final long T4 = 5_000;

  /// How long a transaction tries and how long it is remembered.
  public static final long LIFETIME = 64 * T1;

  private SipTimers() {}
}
