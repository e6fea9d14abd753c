package org.parlour.xdm.tree;

import java.time.Instant;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;

/// A document as it is stored.
///
/// @param version differs after each change; the ETag
public record StoredDocument(
    DocumentSelector selector, long version, XmlDocument document, Instant updated) {
  /// @param body UTF-8, well-formed, as its author wrote it
  public StoredDocument(DocumentSelector selector, long version, byte[] body, Instant updated) {
    this(selector, version, XmlDocument.stored(body), updated);
  }

  /// UTF-8, as its author wrote it.
  public byte[] body() {
    return document.octets();
  }
}
