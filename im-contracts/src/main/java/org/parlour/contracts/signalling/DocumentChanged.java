package org.parlour.contracts.signalling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// A document in a user's tree was made, replaced or deleted. Published under the user's key for
/// every change, whether or not somebody wants to know; it may come again.
///
/// @param user canonical
/// @param path document selector relative to the XCAP root, encoded
/// @param version of the document; grows with each change, beyond deletions too
/// @param etag null when there is no document any more
public record DocumentChanged(
    Instant at, ImAddress user, String path, long version, @Nullable String etag)
    implements SignallingInput {}
