package org.parlour.client.sip;

/// Bytes that are no SIP message. The text names the thing, the value and what was expected.
public final class MalformedSipException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedSipException(String message) {
    super(message, null, false, false);
  }
}
