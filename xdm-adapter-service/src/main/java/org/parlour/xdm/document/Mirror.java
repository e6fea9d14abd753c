package org.parlour.xdm.document;

import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;

/// How documents come, and go, that another server keeps: published and stored as every change is,
/// so that sessions obey. Thread-safe; blocks.
public interface Mirror {
  /// Whether `uri` may have such a document at all.
  boolean fits(ImAddress uri);

  /// Whether there is one here.
  boolean isHere(ImAddress uri);

  /// Makes it this one, unless it is already.
  ///
  /// @return whether it was another one, or none
  /// @throws GroupRefused with `INVALID`, `CONSTRAINT_FAILURE` or `TOO_LARGE` when it cannot be one
  ///     here; with another reason when it could not be published
  /// @throws XcapConflictException when it is against its usage
  boolean take(ImAddress uri, XmlDocument document);

  /// Lets it be gone.
  void drop(ImAddress uri);

  /// Says once more what is here, or that there is nothing, to who obeys it.
  void tell(ImAddress uri);
}
