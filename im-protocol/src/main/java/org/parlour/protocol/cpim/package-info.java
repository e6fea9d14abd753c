/// Message envelopes, RFC 3862.
@NullMarked
package org.parlour.protocol.cpim;

import org.jspecify.annotations.NullMarked;
