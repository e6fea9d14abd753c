/// Bytes from and to the network: bounded UDP, Netty TCP, the framer. Knows SIP only as far as it
/// must to cut a stream into messages.
@NullMarked
package org.parlour.edge.transport;

import org.jspecify.annotations.NullMarked;
