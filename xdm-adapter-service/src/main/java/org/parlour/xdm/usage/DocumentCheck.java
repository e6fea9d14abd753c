package org.parlour.xdm.usage;

import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;

/// Something that documents of a usage must be.
@FunctionalInterface
interface DocumentCheck {
  /// @param before what the document comes from, which was checked; null when it is new
  /// @throws XcapConflictException when it is not so
  void check(@Nullable XmlDocument before, XmlDocument document);
}
