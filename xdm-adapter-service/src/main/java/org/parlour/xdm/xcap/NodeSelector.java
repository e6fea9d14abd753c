package org.parlour.xdm.xcap;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xml.ExpandedName;

/// Which part of a document (RFC 4825 §6.3).
///
/// @param steps from the root element down, at least one
public record NodeSelector(List<Step> steps, Terminal terminal) {
  public NodeSelector {
    steps = List.copyOf(steps);
  }

  /// What of the element is meant.
  public sealed interface Terminal {}

  /// The element itself.
  public record Whole() implements Terminal {}

  /// `@name`
  public record Attribute(ExpandedName name) implements Terminal {}

  /// `namespace::*`
  public record Namespaces() implements Terminal {}

  /// One step down.
  ///
  /// @param name null for `*`
  /// @param position among the siblings of that name, from 1; null for any
  /// @param having an attribute that the element must have; null for none
  /// @param source as it stands in the URI, decoded
  public record Step(
      @Nullable ExpandedName name,
      @Nullable Integer position,
      @Nullable Having having,
      String source) {}

  /// `[@name="value"]`
  public record Having(ExpandedName name, String value) {}

  public Step last() {
    return steps.getLast();
  }

  /// The first `count` steps as they stand in the URI, decoded.
  public String source(int count) {
    return steps.stream().limit(count).map(Step::source).collect(Collectors.joining("/"));
  }

  /// The default namespace is that of the application usage, for elements without prefix (§6.4).
  ///
  /// @param selector decoded
  /// @param bindings namespaces by prefix
  public static NodeSelector parse(
      String selector, String defaultNamespace, Map<String, String> bindings)
      throws XcapUriException {
    return new NodeSelectorReader(selector, defaultNamespace, bindings).read();
  }
}
