package org.parlour.contracts.signalling;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// Everything that can change an aggregate. One log, one order for each aggregate.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface SignallingInput
    permits SipRequest,
        SipResponse,
        RequestFailed,
        AnswerAbandoned,
        TimerFired,
        MediaEvent,
        GroupDocument,
        UserPolicy,
        DocumentChanged,
        DocumentsFound,
        UpstreamWatch,
        SwitchLeft,
        OperatorRequest {
  /// When it happened, by the clock of whoever saw it. The core has no other clock.
  Instant at();
}
