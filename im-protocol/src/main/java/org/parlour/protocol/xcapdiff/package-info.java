/// `application/xcap-diff+xml` (RFC 5874): which documents changed.
@NullMarked
package org.parlour.protocol.xcapdiff;

import org.jspecify.annotations.NullMarked;
