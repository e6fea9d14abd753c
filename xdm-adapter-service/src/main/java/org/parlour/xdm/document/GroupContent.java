package org.parlour.xdm.document;

import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.xdm.xml.XmlDocument;

/// The document of a group, and what it says.
///
/// @param document the truth
/// @param definition what sessions obey, read from it
public record GroupContent(GroupPlace place, XmlDocument document, Definition definition) {
  /// @throws GroupRefused with `INVALID` when the document says no group
  public static GroupContent of(GroupPlace place, XmlDocument document) {
    return new GroupContent(place, document, GroupXml.definition(document));
  }

  /// G as the document says it.
  public String uri() {
    return GroupXml.uri(document);
  }
}
