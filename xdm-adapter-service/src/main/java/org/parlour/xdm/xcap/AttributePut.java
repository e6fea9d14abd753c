package org.parlour.xdm.xcap;

import java.util.Map;
import java.util.Optional;
import org.parlour.xdm.xcap.DocumentEditor.Edited;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlAttribute;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Puts an attribute (RFC 4825 §8.2.3, §8.2.4).
final class AttributePut {
  private AttributePut() {}

  static Edited put(XmlDocument document, NodeSelector selector, ExpandedName name, String body)
      throws XcapConflictException {
    try {
      AttributeValue.of(body);
    } catch (IllegalArgumentException e) {
      throw new XcapConflictException(new XcapError.NotXmlAttributeValue(DocumentEditor.phrase(e)));
    }
    Optional<XmlElement> element = Selection.element(document, selector);
    if (element.isEmpty()) {
      throw NoParents.of(document, selector);
    }
    Optional<XmlAttribute> current = element.get().attribute(name);
    String text =
        current.isPresent()
            ? document.spliced(
                current.get().valueStart() - 1, current.get().end(), AttributeValue.quoted(body))
            : inserted(document, element.get(), name, body);
    return new Edited(checked(text, selector, body), current.isEmpty());
  }

  private static String inserted(
      XmlDocument document, XmlElement element, ExpandedName name, String body)
      throws XcapConflictException {
    int place = element.attributesEnd();
    String attribute = " " + qualified(element, name) + "=" + AttributeValue.quoted(body);
    return document.spliced(place, place, attribute);
  }

  /// As it can be written at `element`, with a prefix that is bound there.
  private static String qualified(XmlElement element, ExpandedName name)
      throws XcapConflictException {
    if (name.namespace().isEmpty()) {
      return name.local();
    }
    if (name.namespace().equals(element.namespace("xml"))) {
      return "xml:" + name.local();
    }
    for (Map.Entry<String, String> binding : element.namespaces().entrySet()) {
      if (!binding.getKey().isEmpty() && binding.getValue().equals(name.namespace())) {
        return binding.getKey() + ":" + name.local();
      }
    }
    throw cannotInsert("no prefix is bound to the attribute's namespace there");
  }

  private static XmlDocument checked(String text, NodeSelector selector, String body)
      throws XcapConflictException {
    XmlDocument edited;
    try {
      edited = XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw new XcapConflictException(new XcapError.NotXmlAttributeValue(DocumentEditor.phrase(e)));
    }
    if (Part.of(edited, selector).filter(part -> part.body().equals(body)).isEmpty()) {
      throw cannotInsert("the same URI would not give what is put");
    }
    return edited;
  }

  private static XcapConflictException cannotInsert(String phrase) {
    return new XcapConflictException(new XcapError.CannotInsert(phrase));
  }
}
