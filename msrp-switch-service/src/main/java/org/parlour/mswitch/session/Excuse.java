package org.parlour.mswitch.session;

/// How far a leg may be behind because its switch died: what it is given again at once is no fault
/// of its own.
record Excuse(long bytes, long frames) {
  static final Excuse NONE = new Excuse(0, 0);
}
