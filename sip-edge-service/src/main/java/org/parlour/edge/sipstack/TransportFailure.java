package org.parlour.edge.sipstack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import javax.sip.Timeout;
import javax.sip.TimeoutEvent;

/// A request could not be handed to the network.
final class TransportFailure extends TimeoutEvent {
  private static final long serialVersionUID = 1L;

  TransportFailure(SipProviderImpl provider, SIPClientTransaction transaction) {
    super(provider, transaction, Timeout.TRANSACTION);
  }
}
