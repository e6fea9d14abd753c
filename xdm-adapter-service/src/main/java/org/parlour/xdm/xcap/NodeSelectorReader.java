package org.parlour.xdm.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.NodeSelector.Having;
import org.parlour.xdm.xcap.NodeSelector.Step;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlCharacters;

/// Reads a node selector by the grammar of RFC 4825 §6.3. For one reading.
final class NodeSelectorReader {
  /// Deeper than any document (§6.3 knows no limit).
  private static final int MOST_STEPS = 100;

  private static final int MOST_DIGITS = 9;
  private static final String NAMESPACES = "namespace::*";

  private final String text;
  private final String defaultNamespace;
  private final Map<String, String> bindings;
  private int at;

  /// @param text decoded, with or without a slash before the first step
  NodeSelectorReader(String text, String defaultNamespace, Map<String, String> bindings) {
    this.text = text.startsWith("/") ? text.substring(1) : text;
    this.defaultNamespace = defaultNamespace;
    this.bindings = bindings;
  }

  NodeSelector read() throws XcapUriException {
    List<Step> steps = new ArrayList<>();
    while (true) {
      if (text.startsWith("@", at)) {
        at++;
        return ended(steps, new NodeSelector.Attribute(attributeName()));
      }
      if (text.startsWith(NAMESPACES, at)) {
        at += NAMESPACES.length();
        return ended(steps, new NodeSelector.Namespaces());
      }
      steps.add(step());
      if (at == text.length()) {
        return ended(steps, new NodeSelector.Whole());
      }
      expect('/');
    }
  }

  private NodeSelector ended(List<Step> steps, NodeSelector.Terminal terminal)
      throws XcapUriException {
    if (at != text.length() || steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw bad("steps, then the end");
    }
    return new NodeSelector(steps, terminal);
  }

  private Step step() throws XcapUriException {
    int from = at;
    ExpandedName name = nameOrAny();
    Integer position = null;
    Having having = null;
    if (opens() && !text.startsWith("[@", at)) {
      at++;
      position = position();
      expect(']');
    }
    if (opens()) {
      at++;
      expect('@');
      having = having();
      expect(']');
    }
    return new Step(name, position, having, text.substring(from, at));
  }

  private boolean opens() {
    return text.startsWith("[", at);
  }

  private @Nullable ExpandedName nameOrAny() throws XcapUriException {
    if (text.startsWith("*", at)) {
      at++;
      return null;
    }
    return expanded(qualifiedName(), defaultNamespace);
  }

  private int position() throws XcapUriException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw bad("a position or an attribute");
    }
    return at - from > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text, from, at, 10);
  }

  private Having having() throws XcapUriException {
    ExpandedName name = attributeName();
    expect('=');
    if (!text.startsWith("\"", at) && !text.startsWith("'", at)) {
      throw bad("a quote");
    }
    int end = text.indexOf(text.charAt(at), at + 1);
    if (end < 0) {
      throw bad("the same quote again");
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    try {
      return new Having(name, AttributeValue.of(value));
    } catch (IllegalArgumentException e) {
      throw bad("a value as it stands in a document");
    }
  }

  /// An attribute without prefix is in no namespace.
  private ExpandedName attributeName() throws XcapUriException {
    String qualified = qualifiedName();
    if (qualified.equals("xmlns") || qualified.startsWith("xmlns:")) {
      throw bad("an attribute that declares no namespace");
    }
    return expanded(qualified, "");
  }

  private String qualifiedName() throws XcapUriException {
    int from = at;
    while (at < text.length() && "/[]@=\"'*".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String name = text.substring(from, at);
    int colon = name.indexOf(':');
    boolean well =
        XmlCharacters.isName(name.substring(colon + 1))
            && (colon < 0 || XmlCharacters.isName(name.substring(0, colon)));
    if (!well) {
      throw bad("a name");
    }
    return name;
  }

  private ExpandedName expanded(String qualified, String unprefixed) throws XcapUriException {
    int colon = qualified.indexOf(':');
    String namespace = colon < 0 ? unprefixed : bindings.get(qualified.substring(0, colon));
    if (namespace == null) {
      throw bad("prefixes that the query binds");
    }
    return new ExpandedName(namespace, qualified.substring(colon + 1));
  }

  private void expect(char c) throws XcapUriException {
    if (at >= text.length() || text.charAt(at) != c) {
      throw bad("'" + c + "'");
    }
    at++;
  }

  private XcapUriException bad(String expected) {
    return new XcapUriException(
        "node selector: unreadable at character " + (at + 1) + " (expected: " + expected + ")");
  }
}
