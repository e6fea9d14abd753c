/// Correlation of log lines, metric names.
@NullMarked
package org.parlour.support.observe;

import org.jspecify.annotations.NullMarked;
