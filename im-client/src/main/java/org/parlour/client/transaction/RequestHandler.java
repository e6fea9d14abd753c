package org.parlour.client.transaction;

import org.parlour.client.sip.SipRequest;

/// Takes the requests that arrive for one user of an endpoint. Thread: the endpoint's event loop.
public interface RequestHandler {
  /// Any request but ACK and CANCEL; to be answered through the transaction, now or later.
  void request(ServerTransaction transaction);

  /// The ACK of a 2xx.
  void ack(SipRequest ack);

  /// The INVITE was cancelled (the CANCEL itself is already answered): answer it with 487.
  void cancelled(ServerTransaction invite);

  /// The connection to the core is gone, and with it every registration made over it.
  default void disconnected() {}
}
