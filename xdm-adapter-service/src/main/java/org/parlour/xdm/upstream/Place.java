package org.parlour.xdm.upstream;

import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.PercentCoding;

/// Where documents of a kind lie.
///
/// @param path below the root, with `{…}` for whose it is
record Place(String path, String mediaType) {
  /// Whatever an address holds is one segment.
  String of(ImAddress uri) {
    String segment = PercentCoding.encoded(uri.canonical().toString()).replace("/", "%2F");
    return path.replace("{group}", segment).replace("{user}", segment);
  }
}
