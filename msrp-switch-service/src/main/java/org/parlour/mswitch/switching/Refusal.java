package org.parlour.mswitch.switching;

import java.util.Locale;
import org.parlour.msrp.message.MsrpStatus;

/// Why a request is refused: the MSRP status that answers it and the tag that it is counted under.
public enum Refusal {
  MALFORMED(MsrpStatus.BAD_REQUEST),
  MALFORMED_ENVELOPE(MsrpStatus.BAD_REQUEST),
  NO_CONTENT_TYPE(MsrpStatus.BAD_REQUEST),
  /// The negotiated direction does not let this participant send.
  WRONG_DIRECTION(MsrpStatus.FORBIDDEN),
  /// The CPIM From is somebody else.
  FOREIGN_SENDER(MsrpStatus.FORBIDDEN),
  /// The leg is one of `msrps`, the connection is not secure.
  NOT_SECURE(MsrpStatus.FORBIDDEN),
  /// The certificate is not the one that the peer named.
  FOREIGN_CERTIFICATE(MsrpStatus.FORBIDDEN),
  SEVERAL_RECIPIENTS(MsrpStatus.FORBIDDEN),
  NICKNAMES_NOT_AGREED(MsrpStatus.FORBIDDEN),
  TOO_MANY_PENDING_NICKNAMES(MsrpStatus.FORBIDDEN),
  RECIPIENT_UNKNOWN(MsrpStatus.RECIPIENT_UNKNOWN),
  /// The conference did not decide in time.
  NO_DECISION(MsrpStatus.TIMEOUT),
  /// A message was begun and never went on.
  CHUNK_OVERDUE(MsrpStatus.TIMEOUT),
  /// The session went to another switch.
  LEFT(MsrpStatus.TIMEOUT),
  /// Kafka did not acknowledge the copies in time.
  NOT_STORED(MsrpStatus.TIMEOUT),
  MESSAGE_TOO_LARGE(MsrpStatus.STOP_SENDING),
  TOO_MANY_OPEN_MESSAGES(MsrpStatus.STOP_SENDING),
  /// A chunk of a message whose first octet never came.
  UNKNOWN_MESSAGE(MsrpStatus.STOP_SENDING),
  /// A chunk that leaves out octets before it: what follows is in order on a connection.
  MISSING_OCTETS(MsrpStatus.STOP_SENDING),
  /// A chunk beyond the end of its message, or one that states another end than those before it.
  RANGE_OUT_OF_BOUNDS(MsrpStatus.OUT_OF_BOUNDS),
  NOT_WRAPPED(MsrpStatus.MEDIA_TYPE),
  /// None of those who would receive it takes its type.
  NOT_ACCEPTED(MsrpStatus.MEDIA_TYPE),
  MALFORMED_NICKNAME(MsrpStatus.MALFORMED_NICKNAME),
  PRIVATE_MESSAGES_NOT_AGREED(MsrpStatus.NO_PRIVATE_MESSAGES),
  UNKNOWN_SESSION(MsrpStatus.NO_SESSION),
  FOREIGN_PATH(MsrpStatus.NO_SESSION),
  UNKNOWN_METHOD(MsrpStatus.METHOD_UNKNOWN),
  BOUND_ELSEWHERE(MsrpStatus.BOUND_ELSEWHERE);

  private final MsrpStatus status;

  Refusal(MsrpStatus status) {
    this.status = status;
  }

  public MsrpStatus status() {
    return status;
  }

  /// The metric tag.
  public String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
