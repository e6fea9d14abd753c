package org.parlour.labcore.criteria;

/// On whose behalf a request is looked at; the numbers are those of the XML.
public enum SessionCase {
  ORIGINATING_REGISTERED(0),
  TERMINATING_REGISTERED(1),
  TERMINATING_UNREGISTERED(2),
  ORIGINATING_UNREGISTERED(3);

  private final int number;

  SessionCase(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  public boolean registered() {
    return switch (this) {
      case ORIGINATING_REGISTERED, TERMINATING_REGISTERED -> true;
      case TERMINATING_UNREGISTERED, ORIGINATING_UNREGISTERED -> false;
    };
  }
}
