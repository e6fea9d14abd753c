package org.parlour.edge.transport;

/// Receives what the transports read. Runs on an event loop: hand over and return.
@FunctionalInterface
public interface FrameListener {
  /// @param frame owned by the listener; whole, or with a fault to be answered
  /// @param intake to be left exactly once, when the message has been dealt with
  void received(SipLink link, SipFrame frame, Intake intake);
}
