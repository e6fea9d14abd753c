/// The rules of XCAP (RFC 4825), without HTTP and storage: what a URI selects in a document, and
/// what the document is after a part was put or deleted. Pure; what is not addressed stays as it
/// was, octet by octet.
@NullMarked
package org.parlour.xdm.xcap;

import org.jspecify.annotations.NullMarked;
