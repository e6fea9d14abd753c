/// Our own subscriptions to documents that an upstream XDMS keeps (RFC 5875, RFC 6665 §4.1).
@NullMarked
package org.parlour.conference.upstream;

import org.jspecify.annotations.NullMarked;
