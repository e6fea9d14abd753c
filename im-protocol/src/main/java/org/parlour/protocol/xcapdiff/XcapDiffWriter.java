package org.parlour.protocol.xcapdiff;

import org.parlour.protocol.xml.XmlText;

/// Writes `application/xcap-diff+xml` (RFC 5874). Thread: any.
public final class XcapDiffWriter {
  private XcapDiffWriter() {}

  public static byte[] write(XcapDiff diff) {
    XmlText out =
        new XmlText()
            .raw("<xcap-diff xmlns=\"" + XcapDiff.NAMESPACE + '"')
            .attribute("xcap-root", diff.root() + "/")
            .raw(">\n");
    for (XcapDiff.Document document : diff.documents()) {
      out.raw("<document")
          .attribute("new-etag", document.newEtag())
          .attribute("previous-etag", document.previousEtag())
          .attribute("sel", document.selector())
          .raw("/>\n");
    }
    return out.raw("</xcap-diff>\n").toBytes();
  }
}
