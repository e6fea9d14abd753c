/// What the archive is told.
@NullMarked
package org.parlour.contracts.history;

import org.jspecify.annotations.NullMarked;
