/// Identifiers that nobody draws: all are derived from an aggregate's seed.
@NullMarked
package org.parlour.conference.ids;

import org.jspecify.annotations.NullMarked;
