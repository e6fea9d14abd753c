package org.parlour.xdm.usage;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.DocumentEditor;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;

/// An application usage (RFC 4825 §5).
///
/// @param auid its name in URIs
/// @param mediaType of its documents
/// @param namespace of names without prefix in node selectors (§5.2)
/// @param writer who makes and changes documents
/// @param schema what every document must pass (§5.3); null for none
/// @param checks what it must pass then, in this order
public record ApplicationUsage(
    String auid,
    String mediaType,
    String namespace,
    Writer writer,
    @Nullable SchemaCheck schema,
    List<DocumentCheck> checks) {
  public ApplicationUsage {
    checks = List.copyOf(checks);
  }

  /// A usage of any well-formed documents of users: without a schema and further checks.
  public static ApplicationUsage generic(String auid, String mediaType, String namespace) {
    return new ApplicationUsage(auid, mediaType, namespace, Writer.OWNER, null, List.of());
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
    if (schema != null) {
      schema.check(before, document);
    }
    checks.forEach(check -> check.check(before, document));
  }

  /// Reads a whole document that a client sent (§8.2.2), and checks it.
  ///
  /// @param before as for [#check(XmlDocument, XmlDocument)]
  /// @throws XcapConflictException when it cannot be one of this usage
  public XmlDocument read(@Nullable XmlDocument before, byte[] body) {
    Optional<XmlDocument> valid = schema == null ? Optional.empty() : schema.read(before, body);
    if (valid.isPresent()) {
      checks.forEach(check -> check.check(before, valid.get()));
      return valid.get();
    }
    XmlDocument document = DocumentEditor.whole(body);
    check(before, document);
    return document;
  }
}
