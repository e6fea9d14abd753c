/// HTTP Digest as SIP uses it (RFC 3261 §22, RFC 8760): the client's answer to a challenge, and the
/// check of it for registrars.
@NullMarked
package org.parlour.client.auth;

import org.jspecify.annotations.NullMarked;
