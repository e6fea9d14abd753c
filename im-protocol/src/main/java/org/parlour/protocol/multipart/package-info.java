/// MIME multipart bodies, RFC 2046 §5.1.
@NullMarked
package org.parlour.protocol.multipart;

import org.jspecify.annotations.NullMarked;
