/// Who is typing: RFC 3994.
@NullMarked
package org.parlour.protocol.iscomposing;

import org.jspecify.annotations.NullMarked;
