package org.parlour.xdm.list;

import static java.util.Objects.requireNonNullElse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.xml.XmlText;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Reads and writes documents with lists of users (RFC 4826 §3) as far as JSON says them: lists
/// with names, none in another, of addresses. Pure.
final class ListsXml {
  private static final String NAMESPACE = "urn:ietf:params:xml:ns:resource-lists";
  private static final String DISPLAY_NAME = "display-name";

  private ListsXml() {}

  static List<UserList> lists(XmlDocument document) {
    return elements(document).stream()
        .map(
            list ->
                new UserList(
                    list.attribute("name").orElse(null),
                    displayName(list),
                    entries(list).stream().map(ListsXml::entry).toList()))
        .toList();
  }

  private static List<XmlElement> elements(XmlDocument document) {
    return document.root().children(NAMESPACE, "list");
  }

  private static List<XmlElement> entries(XmlElement list) {
    return list.children(NAMESPACE, "entry");
  }

  private static UserList.Entry entry(XmlElement entry) {
    String uri = uri(entry);
    return new UserList.Entry(
        address(uri).map(ImAddress::toString).orElse(uri), displayName(entry));
  }

  private static @Nullable String displayName(XmlElement element) {
    return element
        .child(NAMESPACE, DISPLAY_NAME)
        .map(name -> name.text().strip())
        .filter(name -> !name.isEmpty())
        .orElse(null);
  }

  private static String uri(XmlElement entry) {
    return entry.attribute("uri").orElse("");
  }

  /// Canonical, also of what has no scheme. What has another scheme is no address, whatever it
  /// would mean behind `sip:`.
  private static Optional<ImAddress> address(String uri) {
    boolean other = uri.contains(":") && !uri.matches("(sips?|tel):.*");
    return other ? Optional.empty() : Xui.user(uri);
  }

  /// The first place where a document says what JSON cannot. Comments, white space and how an
  /// address is written say nothing.
  static Optional<String> beyondJson(XmlDocument document) {
    XmlElement root = document.root();
    return otherAttribute(root, "").or(() -> first(root, ListsXml::beyondList));
  }

  private static Optional<String> beyondList(XmlElement list) {
    if (!list.is(NAMESPACE, "list")) {
      return Optional.of(list.path());
    }
    String name = list.attribute("name").orElse("");
    if (name.isBlank() || !name.equals(name.strip())) {
      return Optional.of(list.path() + "/@name");
    }
    return otherAttribute(list, "name").or(() -> first(list, ListsXml::beyondListed));
  }

  private static Optional<String> beyondListed(XmlElement listed) {
    if (!listed.is(NAMESPACE, "entry")) {
      return beyondName(listed);
    }
    if (address(uri(listed)).isEmpty()) {
      return Optional.of(listed.path() + "/@uri");
    }
    return otherAttribute(listed, "uri").or(() -> first(listed, ListsXml::beyondName));
  }

  private static Optional<String> beyondName(XmlElement name) {
    return name.is(NAMESPACE, DISPLAY_NAME) && name.children().isEmpty()
        ? otherAttribute(name, "")
        : Optional.of(name.path());
  }

  private static Optional<String> otherAttribute(XmlElement element, String known) {
    return element.attributes().stream()
        .map(attribute -> attribute.name().toString())
        .filter(name -> !name.equals(known))
        .findFirst()
        .map(name -> element.path() + "/@" + name);
  }

  private static Optional<String> first(
      XmlElement parent, Function<XmlElement, Optional<String>> beyond) {
    return parent.children().stream().map(beyond).flatMap(Optional::stream).findFirst();
  }

  /// A document that says `lists`. Addresses that stay in a list stay as they are written.
  ///
  /// @param before what was there; null for nothing
  static byte[] document(List<UserList> lists, @Nullable XmlDocument before) {
    Map<String, Map<String, String>> written = before == null ? Map.of() : written(before);
    XmlText xml = new XmlText().raw("<resource-lists xmlns=\"" + NAMESPACE + "\">\n");
    for (UserList list : lists) {
      Map<String, String> uris =
          written.getOrDefault(requireNonNullElse(list.name(), ""), Map.of());
      xml.raw("  <list").attribute("name", list.name()).raw(">\n");
      if (list.displayName() != null) {
        xml.raw("    ").element(DISPLAY_NAME, list.displayName()).raw("\n");
      }
      for (UserList.Entry entry : list.entries()) {
        String uri = uris.getOrDefault(entry.address(), entry.address());
        xml.raw("    <entry").attribute("uri", uri);
        if (entry.displayName() == null) {
          xml.raw("/>\n");
        } else {
          xml.raw(">").element(DISPLAY_NAME, entry.displayName()).raw("</entry>\n");
        }
      }
      xml.raw("  </list>\n");
    }
    return xml.raw("</resource-lists>\n").toBytes();
  }

  /// How addresses are written, by list.
  private static Map<String, Map<String, String>> written(XmlDocument document) {
    Map<String, Map<String, String>> written = new HashMap<>();
    for (XmlElement list : elements(document)) {
      Map<String, String> uris = new HashMap<>();
      entries(list).forEach(entry -> uris.putIfAbsent(entry(entry).address(), uri(entry)));
      written.put(list.attribute("name").orElse(""), uris);
    }
    return written;
  }
}
