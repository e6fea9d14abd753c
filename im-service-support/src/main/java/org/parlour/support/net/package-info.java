/// Ports of this machine.
@NullMarked
package org.parlour.support.net;

import org.jspecify.annotations.NullMarked;
