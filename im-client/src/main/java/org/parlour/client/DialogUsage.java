package org.parlour.client;

import org.parlour.client.sip.SipRequest;
import org.parlour.client.transaction.ServerTransaction;

/// Takes the requests that arrive with the Call-ID of a dialog.
interface DialogUsage {
  void request(ServerTransaction transaction);

  default void ack(SipRequest ack) {}
}
