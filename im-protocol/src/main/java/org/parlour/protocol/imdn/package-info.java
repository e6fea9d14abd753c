/// Instant Message Disposition Notifications (RFC 5438).
@NullMarked
package org.parlour.protocol.imdn;

import org.jspecify.annotations.NullMarked;
