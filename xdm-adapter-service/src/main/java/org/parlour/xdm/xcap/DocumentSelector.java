package org.parlour.xdm.xcap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which document (RFC 4825 §6.2).
///
/// @param auid of the application usage
/// @param xui whose tree, decoded; null for the global tree
/// @param name of the document within the tree, decoded; with slashes where it is in a folder
public record DocumentSelector(String auid, @Nullable String xui, String name) {
  private static final int LONGEST = 512;

  /// @param segments of the path, decoded
  static DocumentSelector of(List<String> segments) throws XcapUriException {
    for (String segment : segments) {
      boolean step = segment.equals(".") || segment.equals("..");
      if (step || segment.indexOf('/') >= 0) {
        throw XcapUriException.trick("document selector: an odd segment (expected: a name)");
      }
      if (segment.contains("~~") || segment.length() > LONGEST) {
        throw new XcapUriException("document selector: an odd segment (expected: a name)");
      }
    }
    if (segments.contains("")) {
      throw noDocument();
    }
    if (segments.size() >= 3 && segments.get(1).equals("global")) {
      return new DocumentSelector(segments.getFirst(), null, rest(segments, 2));
    }
    if (segments.size() >= 4 && segments.get(1).equals("users")) {
      return new DocumentSelector(segments.getFirst(), segments.get(2), rest(segments, 3));
    }
    throw noDocument();
  }

  private static XcapUriException noDocument() {
    return XcapUriException.documentless(
        "document selector: no document (expected: <auid>/users/<xui>/<name> or"
            + " <auid>/global/<name>)");
  }

  private static String rest(List<String> segments, int from) {
    return String.join("/", segments.subList(from, segments.size()));
  }

  /// Relative to the XCAP root, encoded.
  public String path() {
    String tree = xui == null ? "/global/" : "/users/" + PercentCoding.encoded(xui) + "/";
    return PercentCoding.encoded(auid) + tree + PercentCoding.encoded(name);
  }
}
