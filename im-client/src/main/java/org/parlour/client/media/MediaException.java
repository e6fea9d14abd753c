package org.parlour.client.media;

import org.parlour.msrp.message.MsrpStatus;

/// An MSRP request that failed.
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int code;

  public MediaException(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static MediaException of(MsrpStatus status) {
    return new MediaException(status.code(), "MSRP " + status);
  }

  /// The response's code; 408 without one, 481 when there is no connection.
  public int code() {
    return code;
  }
}
