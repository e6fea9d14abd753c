package org.parlour.xdm.xcap;

import java.util.Map;
import java.util.Optional;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.XmlAttribute;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// What a selector points at, as a client gets it (RFC 4825 §8.3, §10).
///
/// @param mediaType of `body`
public record Part(String mediaType, String body) {
  public static final String ELEMENT = "application/xcap-el+xml";
  public static final String ATTRIBUTE = "application/xcap-att+xml";
  private static final String NAMESPACES = "application/xcap-ns+xml";

  /// Empty when there is none, or not exactly one.
  public static Optional<Part> of(XmlDocument document, NodeSelector selector) {
    return Selection.element(document, selector)
        .flatMap(element -> of(document, element, selector.terminal()));
  }

  private static Optional<Part> of(
      XmlDocument document, XmlElement element, NodeSelector.Terminal terminal) {
    return switch (terminal) {
      case NodeSelector.Whole() -> Optional.of(new Part(ELEMENT, element.source()));
      case NodeSelector.Attribute(var name) ->
          element.attribute(name).map(found -> new Part(ATTRIBUTE, raw(document, found)));
      case NodeSelector.Namespaces() -> Optional.of(new Part(NAMESPACES, bindings(element)));
    };
  }

  private static String raw(XmlDocument document, XmlAttribute attribute) {
    return document.text().substring(attribute.valueStart(), attribute.valueEnd());
  }

  /// The element without everything but its bindings.
  private static String bindings(XmlElement element) {
    return "<" + element.qualifiedName() + declarations(element) + "/>";
  }

  /// What declares the namespaces that hold at `element`, with a space before each.
  static String declarations(XmlElement element) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> binding : element.namespaces().entrySet()) {
      String prefix = binding.getKey();
      text.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix)
          .append("=\"")
          .append(AttributeValue.escaped(binding.getValue()))
          .append('"');
    }
    return text.toString();
  }
}
