/// Conference state documents, full and partial: RFC 4575.
@NullMarked
package org.parlour.protocol.conferenceinfo;

import org.jspecify.annotations.NullMarked;
