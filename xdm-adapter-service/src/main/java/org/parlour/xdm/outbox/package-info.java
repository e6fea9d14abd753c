/// All that is published before it is stored, as a whole: how much there is, and once more.
@NullMarked
package org.parlour.xdm.outbox;

import org.jspecify.annotations.NullMarked;
