/// The data path: MSRP connections and what is switched between them. No database; its memory is
/// rebuilt from conference state after a failure.
@NullMarked
package org.parlour.mswitch;

import org.jspecify.annotations.NullMarked;
