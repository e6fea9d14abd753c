package org.parlour.conference.state;

/// The life of an IM Session.
public enum Phase {
  /// Invitees were asked, nobody has accepted.
  INVITING,
  /// Somebody is in.
  ACTIVE,
  /// S is unknown to everybody; dialogs are only being closed.
  ENDED
}
