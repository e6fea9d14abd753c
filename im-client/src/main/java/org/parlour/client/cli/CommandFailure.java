package org.parlour.client.cli;

/// A command cannot go on; the message is for the user.
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final int code;

  CommandFailure(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
