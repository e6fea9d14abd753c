/// SIP transactions (RFC 3261 §17) for user agents: retransmission over UDP, matching by branch,
/// the ACK of failed INVITEs. A [SipEndpoint] and everything that hangs on it live on one event
/// loop.
@NullMarked
package org.parlour.client.transaction;

import org.jspecify.annotations.NullMarked;
