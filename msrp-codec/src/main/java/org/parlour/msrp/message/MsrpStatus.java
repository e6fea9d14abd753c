package org.parlour.msrp.message;

import org.jspecify.annotations.Nullable;

/// The code of a response or of a REPORT's Status header (RFC 4975 §10, RFC 7701 §10.3).
///
/// @param code three digits
/// @param comment for people; may be empty
public record MsrpStatus(int code, String comment) {
  public static final MsrpStatus OK = new MsrpStatus(200, "OK");
  public static final MsrpStatus BAD_REQUEST = new MsrpStatus(400, "Bad Request");
  public static final MsrpStatus UNAUTHORIZED = new MsrpStatus(401, "Unauthorized");
  public static final MsrpStatus FORBIDDEN = new MsrpStatus(403, "Not allowed");
  public static final MsrpStatus RECIPIENT_UNKNOWN = new MsrpStatus(404, "Recipient unknown");
  public static final MsrpStatus TIMEOUT = new MsrpStatus(408, "Downstream timeout");
  public static final MsrpStatus STOP_SENDING = new MsrpStatus(413, "Stop sending this message");
  public static final MsrpStatus MEDIA_TYPE = new MsrpStatus(415, "Media type not supported");
  public static final MsrpStatus OUT_OF_BOUNDS = new MsrpStatus(423, "Parameter out of bounds");
  public static final MsrpStatus MALFORMED_NICKNAME = new MsrpStatus(424, "Malformed nickname");
  public static final MsrpStatus NICKNAME_IN_USE =
      new MsrpStatus(425, "Nickname reserved or already in use");
  public static final MsrpStatus NO_PRIVATE_MESSAGES =
      new MsrpStatus(428, "Private messages not supported");
  public static final MsrpStatus NO_SESSION = new MsrpStatus(481, "Session does not exist");
  public static final MsrpStatus METHOD_UNKNOWN = new MsrpStatus(501, "Method unknown");
  public static final MsrpStatus BOUND_ELSEWHERE =
      new MsrpStatus(506, "Session bound to another connection");

  public MsrpStatus {
    if (code < 0 || code > 999) {
      throw new IllegalArgumentException("status.code: " + code + " (expected: 000 to 999)");
    }
    if (MsrpHeader.hasControls(comment)) {
      throw new IllegalArgumentException("status.comment: (expected: no control characters)");
    }
  }

  /// The status with the usual comment of `code`, or without one.
  public static MsrpStatus of(int code) {
    return switch (code) {
      case 200 -> OK;
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> RECIPIENT_UNKNOWN;
      case 408 -> TIMEOUT;
      case 413 -> STOP_SENDING;
      case 415 -> MEDIA_TYPE;
      case 423 -> OUT_OF_BOUNDS;
      case 424 -> MALFORMED_NICKNAME;
      case 425 -> NICKNAME_IN_USE;
      case 428 -> NO_PRIVATE_MESSAGES;
      case 481 -> NO_SESSION;
      case 501 -> METHOD_UNKNOWN;
      case 506 -> BOUND_ELSEWHERE;
      default -> new MsrpStatus(code, "");
    };
  }

  /// Reads `code [comment]`, as it stands in a start line.
  ///
  /// @return null when it does not begin with three digits, or holds control characters
  public static @Nullable MsrpStatus parse(String text) {
    if (MsrpHeader.hasControls(text)
        || text.length() < 3
        || (text.length() > 3 && text.charAt(3) != ' ')) {
      return null;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      code = code * 10 + digit;
    }
    MsrpStatus known = of(code);
    String comment = text.substring(Math.min(4, text.length()));
    return known.comment.equals(comment) ? known : new MsrpStatus(code, comment);
  }

  /// Whether the request did what it should.
  public boolean isSuccess() {
    return code >= 200 && code < 300;
  }

  /// `code comment`.
  @Override
  public String toString() {
    String digits = code < 10 ? "00" + code : code < 100 ? "0" + code : Integer.toString(code);
    return comment.isEmpty() ? digits : digits + " " + comment;
  }
}
