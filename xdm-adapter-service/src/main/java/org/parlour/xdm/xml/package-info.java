/// XML of which every character's place is known, so that a part can be read, replaced or removed
/// while the rest stays as its author wrote it. Pure.
@NullMarked
package org.parlour.xdm.xml;

import org.jspecify.annotations.NullMarked;
