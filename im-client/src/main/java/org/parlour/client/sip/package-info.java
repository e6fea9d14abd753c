/// A small SIP message model (RFC 3261 §7): a start line, headers kept in order as text, and a body
/// of bytes. Written for this client and the lab core alone, so that the server is always tested by
/// another reading of the RFC than its own.
@NullMarked
package org.parlour.client.sip;

import org.jspecify.annotations.NullMarked;
