package org.parlour.contracts.signalling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which documents a subscription to `xcap-diff` is about, and what of their changes (RFC 5875
/// §4.3, §4.4).
///
/// @param uris of the body's entries, as they stand; null without a body
/// @param aggregate several changes of a document may be told as one; else each is told (a wish
///     for patches is answered so too)
public record DocumentSelection(@Nullable List<String> uris, boolean aggregate) {
  public DocumentSelection {
    uris = uris == null ? null : List.copyOf(uris);
  }
}
