package org.parlour.xdm.xcap;

import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xml.XmlDocument;

/// Says how far the way to a missing parent goes (RFC 4825 §11.1 `no-parent`).
final class NoParents {
  private NoParents() {}

  static XcapConflictException of(XmlDocument document, NodeSelector selector) {
    int reach = Selection.reach(document, selector);
    @Nullable String ancestor = reach == 0 ? null : selector.source(reach);
    return new XcapConflictException(new XcapError.NoParent("there is no parent", ancestor));
  }
}
