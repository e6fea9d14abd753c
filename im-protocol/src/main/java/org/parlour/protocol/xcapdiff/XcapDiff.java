package org.parlour.protocol.xcapdiff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Documents by their ETags (RFC 5874). Patches and parts of documents are passed over.
///
/// @param root the XCAP root, without a slash at the end
/// @param documents in the order of their changes; one that changed several times may stand here
///     as often
public record XcapDiff(String root, List<Document> documents) {
  public static final String CONTENT_TYPE = "application/xcap-diff+xml";

  static final String NAMESPACE = "urn:ietf:params:xml:ns:xcap-diff";

  public XcapDiff {
    documents = List.copyOf(documents);
  }

  /// @param selector relative to the root, encoded
  /// @param newEtag null when the document was deleted
  /// @param previousEtag null when there was none, or nothing is said of what was before
  public record Document(
      String selector, @Nullable String newEtag, @Nullable String previousEtag) {}
}
