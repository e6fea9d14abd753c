package org.parlour.protocol;

/// A body from outside that cannot be read. The message names the thing, the value and what was
/// expected, and may be shown to the peer.
public class MalformedBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedBodyException(String message) {
    super(message);
  }

  public MalformedBodyException(String message, Throwable cause) {
    super(message, cause);
  }
}
