package org.parlour.client;

import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.RequestFailure;

/// What was asked could not be done. The message is one line that a person can read.
public final class ClientException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  public ClientException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static ClientException of(String what, SipResponse response) {
    return new ClientException(response.status(), what + ": " + response.describe());
  }

  static ClientException of(String what, RequestFailure failure) {
    int status =
        switch (failure.kind()) {
          case TIMEOUT -> 408;
          case TRANSPORT -> 503;
        };
    return new ClientException(status, what + ": " + failure.detail());
  }

  /// The SIP status that refused it; 408 when nobody answered, 503 when nobody could be reached.
  public int status() {
    return status;
  }
}
