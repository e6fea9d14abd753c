package org.parlour.xdm.tree;

import java.util.List;
import org.parlour.protocol.xml.XmlText;
import org.parlour.xdm.usage.ApplicationUsage;

/// Documents that are made when they are read.
final class Computed {
  private Computed() {}

  /// What this server serves (RFC 4825 §12).
  static byte[] capabilities(List<ApplicationUsage> usages) {
    XmlText xml =
        new XmlText().raw("<xcap-caps xmlns=\"urn:ietf:params:xml:ns:xcap-caps\">\n<auids>\n");
    usages.forEach(usage -> xml.element("auid", usage.auid()).raw("\n"));
    xml.raw("</auids>\n<extensions/>\n<namespaces>\n");
    usages.stream()
        .map(ApplicationUsage::namespace)
        .distinct()
        .forEach(namespace -> xml.element("namespace", namespace).raw("\n"));
    return xml.raw("</namespaces>\n</xcap-caps>\n").toBytes();
  }

  /// What there is in a user's tree, a folder for each usage (reference §11.1).
  ///
  /// @param entries by AUID
  static byte[] directory(String root, List<DocumentHome.Entry> entries) {
    XmlText xml = new XmlText().raw("<xcap-directory xmlns=\"urn:oma:xml:xdm:xcap-directory\">\n");
    String folder = "";
    for (DocumentHome.Entry entry : entries) {
      String auid = entry.selector().auid();
      if (!auid.equals(folder)) {
        xml.raw(folder.isEmpty() ? "" : "</folder>\n").raw("<folder").attribute("auid", auid);
        xml.raw(">\n");
        folder = auid;
      }
      xml.raw("<entry")
          .attribute("uri", root + "/" + entry.selector().path())
          .attribute("etag", "\"" + entry.version() + "\"")
          .attribute("last-modified", entry.updated().toString())
          .attribute("size", Integer.toString(entry.size()))
          .raw("/>\n");
    }
    return xml.raw(folder.isEmpty() ? "" : "</folder>\n").raw("</xcap-directory>\n").toBytes();
  }
}
