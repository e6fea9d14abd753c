package org.parlour.contracts.topic;

/// A record that is none of the known forms: a poison record.
public class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
