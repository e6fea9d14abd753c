package org.parlour.xdm.usage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xcap.PercentCoding;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapError;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Lists of one place have different names, and what is in one list is there once (RFC 4826
/// §3.4.5).
final class UniqueInLists implements DocumentCheck {
  static final String NAMESPACE = "urn:ietf:params:xml:ns:resource-lists";

  private record Rule(String element, String attribute) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("list", "name"),
          new Rule("entry", "uri"),
          new Rule("entry-ref", "ref"),
          new Rule("external", "anchor"));

  @Override
  public void check(@Nullable XmlDocument before, XmlDocument document) {
    checkChildren(document.root());
  }

  private static void checkChildren(XmlElement parent) {
    for (Rule rule : RULES) {
      Set<String> seen = new HashSet<>();
      for (XmlElement child : parent.children(NAMESPACE, rule.element())) {
        child.attribute(rule.attribute()).ifPresent(value -> once(seen, value, child, rule));
      }
    }
    parent.children(NAMESPACE, "list").forEach(UniqueInLists::checkChildren);
  }

  private static void once(Set<String> seen, String value, XmlElement child, Rule rule) {
    if (!seen.add(value)) {
      String field = PercentCoding.encoded(child.path() + "/@" + rule.attribute());
      throw new XcapConflictException(
          new XcapError.UniquenessFailure(value + " stands there twice", field, List.of()));
    }
  }
}
