package org.parlour.interop.ladder;

import org.parlour.client.sip.SipMessage;
import org.parlour.client.transport.SipFlow;

/// A message and the way it came.
record Arrival(SipMessage message, SipFlow flow) {}
