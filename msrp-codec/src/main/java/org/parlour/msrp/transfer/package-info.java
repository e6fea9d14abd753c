/// Pure rules of a transfer (RFC 4975 §5.1, §7): how a message becomes chunks, how chunks become a
/// message, and when an answer or a report is due. No channel, no clock.
@NullMarked
package org.parlour.msrp.transfer;

import org.jspecify.annotations.NullMarked;
