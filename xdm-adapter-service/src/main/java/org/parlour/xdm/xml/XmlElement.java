package org.parlour.xdm.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An element where it stands. Places are indexes into the text of its document. Immutable once its
/// document is read.
public final class XmlElement {
  private final @Nullable XmlElement parent;
  private final String document;
  private final StartTag tag;
  private final ExpandedName name;
  private final List<XmlAttribute> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private int contentEnd;
  private int end;

  /// @param parent null for the root
  /// @param document the whole text
  XmlElement(@Nullable XmlElement parent, String document, StartTag tag) throws BrokenXmlException {
    this.parent = parent;
    this.document = document;
    this.tag = tag;
    this.contentEnd = tag.end();
    this.end = tag.end();
    this.name = expanded(tag.name(), namespace(""));
    List<XmlAttribute> named = new ArrayList<>(tag.attributes().size());
    for (StartTag.Raw raw : tag.attributes()) {
      named.add(
          new XmlAttribute(
              expanded(raw.name(), ""),
              raw.value(),
              raw.start(),
              raw.nameStart(),
              raw.valueStart(),
              raw.valueEnd()));
    }
    this.attributes = List.copyOf(named);
    if (parent != null) {
      parent.children.add(this);
    }
  }

  void closed(int contentEnd, int end) {
    this.contentEnd = contentEnd;
    this.end = end;
  }

  private ExpandedName expanded(String qualified, @Nullable String unprefixed)
      throws BrokenXmlException {
    int colon = qualified.indexOf(':');
    String namespace = colon < 0 ? unprefixed : namespace(qualified.substring(0, colon));
    if (namespace == null) {
      throw new BrokenXmlException(
          BrokenXmlException.Kind.NOT_WELL_FORMED, "prefix: not bound (expected: a namespace)");
    }
    return new ExpandedName(namespace, qualified.substring(colon + 1));
  }

  public @Nullable XmlElement parent() {
    return parent;
  }

  public ExpandedName name() {
    return name;
  }

  public boolean is(String namespace, String local) {
    return name.local().equals(local) && name.namespace().equals(namespace);
  }

  /// As it is written, with its prefix.
  public String qualifiedName() {
    return tag.name();
  }

  /// Without those that declare namespaces.
  public List<XmlAttribute> attributes() {
    return attributes;
  }

  public Optional<XmlAttribute> attribute(ExpandedName wanted) {
    for (XmlAttribute attribute : attributes) {
      if (attribute.name().equals(wanted)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /// The value of an attribute without namespace.
  public Optional<String> attribute(String local) {
    return attribute(new ExpandedName("", local)).map(XmlAttribute::value);
  }

  public List<XmlElement> children() {
    return Collections.unmodifiableList(children);
  }

  /// The first such child.
  public Optional<XmlElement> child(String namespace, String local) {
    for (XmlElement child : children) {
      if (child.is(namespace, local)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  public List<XmlElement> children(String namespace, String local) {
    return children.stream().filter(child -> child.is(namespace, local)).toList();
  }

  /// The text right in this element, without that of children, with references resolved.
  public String text() {
    return ElementText.of(document, this);
  }

  /// The markup of this element, from `<` to `>`.
  public String source() {
    return document.substring(tag.start(), end);
  }

  /// The way here from the root element, by names and positions, without prefixes.
  public String path() {
    if (parent == null) {
      return name.local();
    }
    int position = 1;
    for (XmlElement sibling : parent.children) {
      if (sibling == this) {
        break;
      }
      position += sibling.name.equals(name) ? 1 : 0;
    }
    return parent.path() + "/" + name.local() + "[" + position + "]";
  }

  /// How many elements it stands in, with itself.
  public int depth() {
    return parent == null ? 1 : parent.depth() + 1;
  }

  /// How many elements stand in each other here, with itself.
  public int height() {
    int highest = 0;
    for (XmlElement child : children) {
      highest = Math.max(highest, child.height());
    }
    return highest + 1;
  }

  /// The namespace that a prefix stands for here.
  ///
  /// @param prefix empty for the default namespace
  /// @return null when it is not bound; empty for no namespace
  public @Nullable String namespace(String prefix) {
    for (XmlElement element = this; element != null; element = element.parent) {
      String bound = element.tag.declared().get(prefix);
      if (bound != null) {
        return bound;
      }
    }
    return switch (prefix) {
      case "" -> "";
      case "xml" -> "http://www.w3.org/XML/1998/namespace";
      default -> null;
    };
  }

  /// All bindings that hold here, by prefix; empty is the default namespace. Without `xml`.
  public Map<String, String> namespaces() {
    Map<String, String> all = new TreeMap<>();
    for (XmlElement element = this; element != null; element = element.parent) {
      element.tag.declared().forEach(all::putIfAbsent);
    }
    return all;
  }

  /// Of `<`.
  public int start() {
    return tag.start();
  }

  /// Behind the last attribute or declaration, else behind the name.
  public int attributesEnd() {
    return tag.attributesEnd();
  }

  /// Behind the start tag.
  public int contentStart() {
    return tag.end();
  }

  /// Of the end tag; behind the start tag of `<a/>`.
  public int contentEnd() {
    return contentEnd;
  }

  /// Behind the end tag.
  public int end() {
    return end;
  }

  /// Whether it is written `<a/>`.
  public boolean isSelfClosing() {
    return tag.selfClosing();
  }

  @Override
  public String toString() {
    return name + " at " + tag.start();
  }
}
