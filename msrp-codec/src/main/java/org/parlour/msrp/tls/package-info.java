/// Certificates of peers that no authority knows: each names its own in its SDP (RFC 4975 §14.4).
@NullMarked
package org.parlour.msrp.tls;

import org.jspecify.annotations.NullMarked;
