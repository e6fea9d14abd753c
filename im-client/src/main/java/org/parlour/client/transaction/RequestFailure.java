package org.parlour.client.transaction;

/// Why no final response came.
///
/// @param detail for people, for example `connection refused: 127.0.0.1:5060`
public record RequestFailure(Kind kind, String detail) {
  public enum Kind {
    /// Nobody answered within 64·T1.
    TIMEOUT,
    /// There was no way to send, or the connection broke before the answer.
    TRANSPORT
  }
}
