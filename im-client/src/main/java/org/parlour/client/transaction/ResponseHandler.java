package org.parlour.client.transaction;

import org.parlour.client.sip.SipResponse;

/// Takes what comes of a request. Thread: the endpoint's event loop.
public interface ResponseHandler {
  /// Provisional responses, then final ones; more than one 2xx when an INVITE forked or a 2xx was
  /// repeated.
  void response(SipResponse response);

  /// No final response will come.
  void failed(RequestFailure failure);
}
