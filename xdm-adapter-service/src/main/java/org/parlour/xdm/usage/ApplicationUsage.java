package org.parlour.xdm.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;

/// An application usage (RFC 4825 §5).
///
/// @param auid its name in URIs
/// @param mediaType of its documents
/// @param namespace of names without prefix in node selectors (§5.2)
/// @param writer who makes and changes documents
/// @param checks what every document must pass, in this order (§5.3)
public record ApplicationUsage(
    String auid, String mediaType, String namespace, Writer writer, List<DocumentCheck> checks) {
  public ApplicationUsage {
    checks = List.copyOf(checks);
  }

  /// A usage of any well-formed documents of users: without a schema and further checks.
  public static ApplicationUsage generic(String auid, String mediaType, String namespace) {
    return new ApplicationUsage(auid, mediaType, namespace, Writer.OWNER, List.of());
  }

  /// Who writes the documents of a user's tree.
  public enum Writer {
    /// The user.
    OWNER,
    /// This server; the user may delete, also parts.
    SERVER,
    /// Nobody: they are made when they are read.
    COMPUTED
  }

  /// @throws XcapConflictException when the document cannot be one of this usage
  public void check(XmlDocument document) {
    check(null, document);
  }

  /// As [#check(XmlDocument)], sooner where much stays as it was.
  ///
  /// @param before what the document comes from, one of this usage; null when it is new
  public void check(@Nullable XmlDocument before, XmlDocument document) {
    checks.forEach(check -> check.check(before, document));
  }
}
