package org.parlour.contracts.signalling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// A document that a user may see was made, replaced or deleted, or can be seen no longer.
/// Published under the user's key, for every change in its own tree whether or not somebody wants
/// to know; it may come again.
///
/// @param user canonical
/// @param path document selector relative to the XCAP root, encoded
/// @param version of the document; grows with each change, beyond deletions too
/// @param etag null when there is no document any more that the user may see
/// @param asked the document is not in the user's own tree: it is told because somebody asked
public record DocumentChanged(
    Instant at, ImAddress user, String path, long version, @Nullable String etag, boolean asked)
    implements SignallingInput {

  /// In the user's own tree.
  public DocumentChanged(
      Instant at, ImAddress user, String path, long version, @Nullable String etag) {
    this(at, user, path, version, etag, false);
  }
}
