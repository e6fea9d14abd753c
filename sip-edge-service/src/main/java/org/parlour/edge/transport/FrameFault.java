package org.parlour.edge.transport;

/// Why a message could not be cut out of its stream or datagram as it should.
public enum FrameFault {
  /// A stream needs Content-Length (RFC 3261 §20.14).
  NO_CONTENT_LENGTH,
  /// Not a number, negative, beyond 31 bits, or two that differ.
  BAD_CONTENT_LENGTH,
  /// More header octets than the limit. Only what was read so far is there.
  HEAD_TOO_LARGE,
  /// More body octets than the limit. The body is not there.
  BODY_TOO_LARGE,
  /// The datagram ended before its Content-Length (RFC 3261 §18.3).
  TRUNCATED
}
