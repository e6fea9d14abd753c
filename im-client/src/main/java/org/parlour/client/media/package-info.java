/// The client's end of MSRP sessions (RFC 4975, RFC 4145 for who connects). A [MediaEndpoint] and
/// its sessions live on one event loop. Several sessions may share a connection.
@NullMarked
package org.parlour.client.media;

import org.jspecify.annotations.NullMarked;
