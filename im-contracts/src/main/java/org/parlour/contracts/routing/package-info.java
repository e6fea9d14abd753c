/// Which aggregate a SIP request belongs to: a pure, total function that every edge computes alike.
@NullMarked
package org.parlour.contracts.routing;

import org.jspecify.annotations.NullMarked;
