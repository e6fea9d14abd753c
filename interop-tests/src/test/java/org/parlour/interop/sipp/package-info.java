/// SIPp, a foreign SIP stack, speaks to the server.
@NullMarked
package org.parlour.interop.sipp;

import org.jspecify.annotations.NullMarked;
