/// Outcomes as RFC 9457 problem details.
@NullMarked
package org.parlour.support.problem;

import org.jspecify.annotations.NullMarked;
