/// What the wire forms cost.
@NullMarked
package org.parlour.bench.codec;

import org.jspecify.annotations.NullMarked;
