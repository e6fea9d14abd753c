package org.parlour.protocol.xcapdiff;

import java.util.ArrayList;
import java.util.List;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.xml.XmlCursor;

/// Reads `application/xcap-diff+xml` (RFC 5874). Thread: any.
public final class XcapDiffReader {
  private static final XmlCursor.Limits LIMITS = new XmlCursor.Limits(512 * 1024, 100);

  private XcapDiffReader() {}

  /// @throws MalformedBodyException when the document is broken, or has no root or selector
  public static XcapDiff read(byte[] xml) throws MalformedBodyException {
    XmlCursor in = XmlCursor.open("xcap-diff", xml, LIMITS);
    if (!in.is(XcapDiff.NAMESPACE, "xcap-diff")) {
      throw in.bad("root " + in.name(), "xcap-diff of " + XcapDiff.NAMESPACE);
    }
    String root = required(in, "xcap-root");
    List<XcapDiff.Document> documents = new ArrayList<>();
    int depth = in.depth();
    while (in.nextChildOf(depth)) {
      if (in.is(XcapDiff.NAMESPACE, "document")) {
        documents.add(
            new XcapDiff.Document(
                required(in, "sel"),
                in.attribute("", "new-etag").orElse(null),
                in.attribute("", "previous-etag").orElse(null)));
      }
    }
    in.finish();
    return new XcapDiff(
        root.endsWith("/") ? root.substring(0, root.length() - 1) : root, documents);
  }

  private static String required(XmlCursor in, String name) throws MalformedBodyException {
    return in.attribute("", name).orElseThrow(() -> in.bad(in.name() + " without " + name, "one"));
  }
}
