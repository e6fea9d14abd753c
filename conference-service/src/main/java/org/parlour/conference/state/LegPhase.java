package org.parlour.conference.state;

/// The life of a leg.
public enum LegPhase {
  /// Our INVITE is out.
  INVITED,
  /// The invitee's device rings.
  ALERTING,
  /// The participant's own INVITE waits for its answer.
  DIALLING_IN,
  CONNECTED,
  /// Out of the session: only the dialog is being closed.
  LEAVING
}
