/// MSRP messages as values (RFC 4975, RFC 7701): requests in pieces, responses, URIs and ranges.
/// A request's body is a `ByteBuf` that the holder of the request owns.
@NullMarked
package org.parlour.msrp.message;

import org.jspecify.annotations.NullMarked;
