/// What all benchmarks have in common.
@NullMarked
package org.parlour.bench;

import org.jspecify.annotations.NullMarked;
