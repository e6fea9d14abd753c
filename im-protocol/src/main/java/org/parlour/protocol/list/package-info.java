/// URI lists in SIP bodies: RFC 4826, RFC 5363, RFC 5364, RFC 5366.
@NullMarked
package org.parlour.protocol.list;

import org.jspecify.annotations.NullMarked;
