/// Certificates: ours, which are read again when their files change, and what is asked of peers.
@NullMarked
package org.parlour.mswitch.tls;

import org.jspecify.annotations.NullMarked;
