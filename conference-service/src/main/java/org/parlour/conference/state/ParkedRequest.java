package org.parlour.conference.state;

import org.parlour.contracts.signalling.SipRequest;

/// A request for a group of which nothing is known yet, while somebody is asked.
///
/// @param request as it last came
public record ParkedRequest(SipRequest request) implements StatePart {}
