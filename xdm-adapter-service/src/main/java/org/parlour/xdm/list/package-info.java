/// Users' lists of users (RFC 4826) as administrators see them: the same documents that users write
/// by XCAP, as JSON where that can say all that a document says.
@NullMarked
package org.parlour.xdm.list;

import org.jspecify.annotations.NullMarked;
