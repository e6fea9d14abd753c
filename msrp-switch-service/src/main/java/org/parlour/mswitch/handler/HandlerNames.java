package org.parlour.mswitch.handler;

/// The entries of a connection's pipeline, in wire order.
public final class HandlerNames {
  public static final String DECODER = "msrp-decoder";
  public static final String LEG_ROUTER = "leg-router";
  public static final String FAILURES = "failures";

  private HandlerNames() {}
}
