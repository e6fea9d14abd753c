package org.parlour.conference.state;

/// What a dialog is for.
public sealed interface DialogOwner permits Leg, Subscription {
  Dialog dialog();

  default String tag() {
    return dialog().localTag();
  }
}
