package org.parlour.xdm.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Who keeps the documents. Thread-safe; blocks.
@FunctionalInterface
interface Upstream {
  /// Asks once.
  ///
  /// @param uri whose document it is, canonical
  /// @param etag of the document that is here; null when there is none
  /// @param most until all of the answer must be there
  Fetched fetch(Kind kind, ImAddress uri, @Nullable String etag, Duration most);
}
