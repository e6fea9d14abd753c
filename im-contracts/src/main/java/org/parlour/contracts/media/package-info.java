/// What the focus tells a switch, and what a switch sees happening on its legs.
@NullMarked
package org.parlour.contracts.media;

import org.jspecify.annotations.NullMarked;
