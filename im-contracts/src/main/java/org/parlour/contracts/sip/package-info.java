/// What an edge is told to send, complete down to branch, tags and CSeq, so that sending it twice
/// is a SIP retransmission.
@NullMarked
package org.parlour.contracts.sip;

import org.jspecify.annotations.NullMarked;
