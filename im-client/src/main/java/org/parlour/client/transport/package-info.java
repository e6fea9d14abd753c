/// SIP over UDP and TCP (RFC 3261 §18) on Netty. Everything of one [SipTransport] happens on one
/// event loop, so nothing here needs a lock.
@NullMarked
package org.parlour.client.transport;

import org.jspecify.annotations.NullMarked;
