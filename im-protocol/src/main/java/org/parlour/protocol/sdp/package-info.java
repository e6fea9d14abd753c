/// Session descriptions (RFC 8866) as far as MSRP sessions need them (RFC 4975 §8).
@NullMarked
package org.parlour.protocol.sdp;

import org.jspecify.annotations.NullMarked;
