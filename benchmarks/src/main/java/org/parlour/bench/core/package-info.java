/// What a decision costs.
@NullMarked
package org.parlour.bench.core;

import org.jspecify.annotations.NullMarked;
