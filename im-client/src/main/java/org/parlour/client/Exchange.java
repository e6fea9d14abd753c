package org.parlour.client;

import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;

/// A request as it was finally sent, with credentials if they were asked for, and its final
/// response.
record Exchange(SipRequest request, SipResponse response) {}
