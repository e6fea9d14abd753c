package org.parlour.xdm.tree;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.XcapUri;

/// What is asked, and by whom.
///
/// @param root the XCAP root as the client knows it, without a slash at the end
/// @param user canonical; null when nobody vouches for one
public record XcapRequest(XcapUri uri, String root, @Nullable ImAddress user) {}
