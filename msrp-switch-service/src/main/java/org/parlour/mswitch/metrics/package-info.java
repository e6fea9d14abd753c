/// What the switch counts.
@NullMarked
package org.parlour.mswitch.metrics;

import org.jspecify.annotations.NullMarked;
