/// What the edge counts. Tags come from enums only.
@NullMarked
package org.parlour.edge.metrics;

import org.jspecify.annotations.NullMarked;
