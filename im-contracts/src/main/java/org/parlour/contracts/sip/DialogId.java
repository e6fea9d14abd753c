package org.parlour.contracts.sip;

import org.jspecify.annotations.Nullable;

/// A dialog as we see it (RFC 3261 §12).
///
/// @param localTag ours; null in a request that opens a dialog
/// @param remoteTag the peer's
public record DialogId(String callId, @Nullable String localTag, @Nullable String remoteTag) {}
