package org.parlour.edge.metrics;

/// Why the edge refused or dropped a message by itself. Every refusal is counted under its reason
/// and leaves no state.
public enum Refusal {
  /// Not framed, not parsable, or a mandatory header is missing or wrong: 400.
  MALFORMED,
  /// SDP, XML or multipart that cannot be read, or an empty list: 400.
  MALFORMED_BODY,
  /// From outside the trust domain: 403.
  UNTRUSTED,
  /// A method that we know but do not serve: 405.
  METHOD_NOT_ALLOWED,
  /// A method that nobody knows: 501.
  METHOD_UNKNOWN,
  /// A body beyond its limit: 413.
  TOO_LARGE,
  /// A body of a type that we cannot read: 415.
  MEDIA_TYPE,
  /// A Request-URI with a scheme that we do not serve: 416.
  URI_SCHEME,
  /// An extension that we do not support is required: 420.
  EXTENSION,
  /// Max-Forwards is 0: 483.
  TOO_MANY_HOPS,
  /// An event package that we do not serve: 489.
  EVENT,
  /// Not SIP/2.0: 505.
  VERSION,
  /// Too much in flight, draining, or Kafka does not take it: 503.
  OVERLOAD,
  /// New work while the core is behind with what it was given: 503.
  CORE_BEHIND,
  /// More pager messages than one originator may send: 480.
  QUOTA,
  /// An OPTIONS while we are not ready: 503.
  NOT_READY,
  /// The core did not answer in time: 503.
  NO_ANSWER,
  /// A datagram dropped unread: the intake is full.
  DATAGRAM_DROPPED,
  /// A connection beyond the cap.
  CONNECTION_CAP,
  /// A connection closed since its peer does not read.
  SLOW_PEER,
  /// A response, or a request that nobody may answer, that cannot be understood.
  UNINTELLIGIBLE
}
