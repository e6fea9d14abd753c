/// XML from and to the outside world: reading that no document can abuse, writing that escapes.
@NullMarked
package org.parlour.protocol.xml;

import org.jspecify.annotations.NullMarked;
