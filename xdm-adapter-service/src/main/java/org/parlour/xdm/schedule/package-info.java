/// Work that is done again and again while the service runs.
@NullMarked
package org.parlour.xdm.schedule;

import org.jspecify.annotations.NullMarked;
