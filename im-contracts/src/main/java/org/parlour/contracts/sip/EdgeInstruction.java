package org.parlour.contracts.sip;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Something an edge must do, on `parlour.sip-requests` (any edge) or `parlour.edge-inbox` (the
/// edge that holds the transaction). Complete down to branch, tags and CSeq: done twice, it is a
/// SIP retransmission.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface EdgeInstruction
    permits SendAnswer, SendRequest, CancelRequest, StopRetransmission {}
