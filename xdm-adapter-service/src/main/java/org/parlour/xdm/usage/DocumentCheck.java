package org.parlour.xdm.usage;

import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;

/// Something that documents of a usage must be.
@FunctionalInterface
interface DocumentCheck {
  /// @throws XcapConflictException when it is not so
  void check(XmlDocument document);
}
