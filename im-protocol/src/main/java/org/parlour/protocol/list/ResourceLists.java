package org.parlour.protocol.list;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.xml.XmlText;

/// URI lists in SIP bodies, `application/resource-lists+xml` (RFC 4826 §3, RFC 5363, RFC 5364).
///
/// Thread: any.
public final class ResourceLists {
  /// The Content-Type of what is written here.
  public static final String CONTENT_TYPE = "application/resource-lists+xml";

  static final String NAMESPACE = "urn:ietf:params:xml:ns:resource-lists";
  static final String COPY_CONTROL = "urn:ietf:params:xml:ns:copycontrol";

  private static final ImAddress ANONYMOUS = ImAddress.sip("anonymous", "anonymous.invalid");

  private ResourceLists() {}

  /// The recipients in document order, each once: a user that is named several times keeps the most
  /// open form (`to` before `cc` before `bcc`), and is anonymous when one of them says so. Nested
  /// lists are flattened; `external` and `entry-ref` are passed over.
  ///
  /// @throws MalformedBodyException when the document is broken, a URI is none, a limit is passed,
  ///     or there is no entry at all (RFC 5363 §4.1)
  public static List<Recipient> read(byte[] xml) throws MalformedBodyException {
    return ListReader.read(xml);
  }

  /// The URIs of the entries as they stand, in document order, each once: of whatever scheme, or
  /// relative (RFC 5875). Otherwise as [#read].
  ///
  /// @throws MalformedBodyException when the document is broken, a limit is passed, or there is no
  ///     entry at all
  public static List<String> readUris(byte[] xml) throws MalformedBodyException {
    return ListReader.readUris(xml);
  }

  /// What recipients may read of their list: only `to` and `cc`, anonymous ones without their
  /// address (RFC 5364 §5).
  public static List<Recipient> disclosed(List<Recipient> recipients) {
    return recipients.stream()
        .filter(r -> r.copyControl() == CopyControl.TO || r.copyControl() == CopyControl.CC)
        .map(
            r ->
                new Recipient(
                    r.anonymize() ? ANONYMOUS : r.address(), r.copyControl(), r.anonymize(), null))
        .toList();
  }

  /// The `recipient-list-history` (RFC 5366 §5.1, RFC 5364 §5): only `to` and `cc`; anonymous ones
  /// become one entry with their number for each of the two.
  public static byte[] writeHistory(List<Recipient> recipients) {
    Map<CopyControl, Integer> anonymous = new LinkedHashMap<>();
    XmlText out = start();
    for (Recipient recipient : recipients) {
      CopyControl control = recipient.copyControl();
      if (control != CopyControl.TO && control != CopyControl.CC) {
        continue;
      }
      if (recipient.anonymize()) {
        anonymous.merge(control, 1, Integer::sum);
      } else {
        entry(out, recipient.address().toString(), control).raw("/>");
      }
    }
    anonymous.forEach(
        (control, count) ->
            entry(out, ANONYMOUS.toString(), control)
                .attribute("cp:count", count.toString())
                .raw("/>"));
    return end(out);
  }

  /// The `recipient-list` that a client sends.
  public static byte[] write(List<Recipient> recipients) {
    XmlText out = start();
    for (Recipient recipient : recipients) {
      entry(out, withReplaces(recipient), recipient.copyControl())
          .attribute("cp:anonymize", recipient.anonymize() ? "true" : null)
          .raw("/>");
    }
    return end(out);
  }

  /// A list of URIs of whatever scheme, or relative ones.
  public static byte[] writeUris(List<String> uris) {
    XmlText out = start();
    uris.forEach(uri -> out.raw("<entry").attribute("uri", uri).raw("/>"));
    return end(out);
  }

  private static XmlText start() {
    return new XmlText()
        .raw(
            "<resource-lists xmlns=\"" + NAMESPACE + "\" xmlns:cp=\"" + COPY_CONTROL + "\"><list>");
  }

  private static XmlText entry(XmlText out, String uri, CopyControl control) {
    String token = control == CopyControl.NONE ? null : control.name().toLowerCase(Locale.ROOT);
    return out.raw("<entry").attribute("uri", uri).attribute("cp:copyControl", token);
  }

  private static byte[] end(XmlText out) {
    return out.raw("</list></resource-lists>").toBytes();
  }

  private static String withReplaces(Recipient recipient) {
    String replaces = recipient.replaces();
    String uri = recipient.address().toString();
    return replaces == null ? uri : uri + "?Replaces=" + UriHeaders.encode(replaces);
  }
}
