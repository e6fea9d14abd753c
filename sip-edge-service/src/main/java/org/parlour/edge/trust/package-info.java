/// Whom we believe: the trust domain of RFC 3325.
@NullMarked
package org.parlour.edge.trust;

import org.jspecify.annotations.NullMarked;
