/// XCAP over HTTP (RFC 4825 §6.1, §7, §8): who asks, with which conditions, and what the answer
/// looks like.
@NullMarked
package org.parlour.xdm.http;

import org.jspecify.annotations.NullMarked;
