/// Who somebody is: SIP and tel addresses, their canonical form, and comparison.
@NullMarked
package org.parlour.protocol.address;

import org.jspecify.annotations.NullMarked;
