package org.parlour.contracts.routing;

/// The role in which the SIP/IP Core addressed us, told apart by the ISC port and Route (clause
/// C.1).
public enum ServiceRole {
  /// Participating IM Function of the sender.
  ORIGINATING,
  /// Participating IM Function of the receiver.
  TERMINATING,
  /// Controlling IM Function and every other public service identity.
  CONTROLLING
}
