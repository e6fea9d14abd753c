package org.parlour.conference.state;

import org.parlour.contracts.sip.RequestId;

/// The one request of a dialog that has no final response yet.
public record Outstanding(RequestId id, String method, long cseq, Intent intent) {}
