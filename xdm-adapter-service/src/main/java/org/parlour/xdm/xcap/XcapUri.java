package org.parlour.xdm.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A URI below the XCAP root, taken apart (RFC 4825 §6).
///
/// @param node the node selector, decoded; null for the whole document
/// @param bindings namespaces by prefix, of the query
public record XcapUri(
    DocumentSelector document, @Nullable String node, Map<String, String> bindings) {
  /// A segment of its own (§6); a client that is widespread leaves out the slash behind it.
  private static final String SEPARATOR = "/~~";

  /// @param path encoded, relative to the root
  /// @param query encoded; null for none
  public static XcapUri parse(String path, @Nullable String query) throws XcapUriException {
    String decoded = path.replace("%7E", "~").replace("%7e", "~");
    int separator = decoded.indexOf(SEPARATOR);
    String document = separator < 0 ? decoded : decoded.substring(0, separator);
    List<String> segments = new ArrayList<>();
    for (String segment : document.split("/", -1)) {
      segments.add(PercentCoding.decoded(segment));
    }
    String node =
        separator < 0
            ? null
            : PercentCoding.decoded(decoded.substring(separator + SEPARATOR.length()));
    return new XcapUri(DocumentSelector.of(segments), node, NamespaceBindings.parse(query));
  }

  /// Empty for the whole document.
  ///
  /// @param defaultNamespace of the application usage
  public Optional<NodeSelector> selector(String defaultNamespace) throws XcapUriException {
    return node == null
        ? Optional.empty()
        : Optional.of(NodeSelector.parse(node, defaultNamespace, bindings));
  }
}
