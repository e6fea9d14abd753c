/// The real broker and the real database, for one machine without containers.
@NullMarked
package org.parlour.standalone.embedded;

import org.jspecify.annotations.NullMarked;
