/// Runs the torture set (see `TORTURE.md`) against the decoder and the aggregator.
@NullMarked
package org.parlour.msrp.torture;

import org.jspecify.annotations.NullMarked;
