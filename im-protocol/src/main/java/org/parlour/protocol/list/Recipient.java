package org.parlour.protocol.list;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// One entry of a URI list in a SIP body.
///
/// @param anonymize the others may know that somebody was addressed, not who (RFC 5364 §4)
/// @param replaces the value of a `Replaces` header component of the entry's URI, decoded; every
///     other header component was dropped
public record Recipient(
    ImAddress address, CopyControl copyControl, boolean anonymize, @Nullable String replaces) {
  public static Recipient to(ImAddress address) {
    return new Recipient(address, CopyControl.TO, false, null);
  }
}
