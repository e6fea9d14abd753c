package org.parlour.mswitch.backbone;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// A recorded message, whole.
///
/// @param sender as the others may see it
/// @param privateTo the one addressee, null when it was for all
/// @param body as it was distributed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Recalled(
    long sequence,
    ImAddress sender,
    @Nullable ImAddress privateTo,
    String contentType,
    byte[] body) {}
