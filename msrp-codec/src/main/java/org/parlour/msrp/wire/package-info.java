/// The bytes of MSRP (RFC 4975 §9): a streaming decoder with limits, an encoder, transaction ids,
/// and an aggregator for those who want whole messages.
@NullMarked
package org.parlour.msrp.wire;

import org.jspecify.annotations.NullMarked;
