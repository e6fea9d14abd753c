package org.parlour.xdm.tree;

import java.time.Instant;
import org.parlour.xdm.xcap.DocumentSelector;

/// A document as it is stored.
///
/// @param version differs after each change; the ETag
/// @param body UTF-8, well-formed, as its author wrote it; not to be changed
public record StoredDocument(
    DocumentSelector selector, long version, byte[] body, Instant updated) {}
