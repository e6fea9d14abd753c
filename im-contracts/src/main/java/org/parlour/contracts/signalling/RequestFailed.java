package org.parlour.contracts.signalling;

import java.time.Instant;
import org.parlour.contracts.sip.RequestId;

/// A request of ours got no final response: the core treats a time-out as 408 and a transport error
/// as 503 (RFC 3261 §8.1.3.1).
public record RequestFailed(Instant at, RequestId request, Cause cause) implements SignallingInput {
  public enum Cause {
    TIMEOUT,
    TRANSPORT
  }
}
