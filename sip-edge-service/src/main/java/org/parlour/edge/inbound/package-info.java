/// SIP requests and responses become typed commands under their routing key, or are refused at
/// once.
@NullMarked
package org.parlour.edge.inbound;

import org.jspecify.annotations.NullMarked;
