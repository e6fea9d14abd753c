package org.parlour.xdm.xcap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.BrokenXmlException.Kind;
import org.parlour.xdm.xml.XmlAttribute;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Puts and deletes parts of documents (RFC 4825 §8.2, §8.4). The document that comes out differs
/// from the one that went in by that part alone.
public final class DocumentEditor {
  private DocumentEditor() {}

  /// @param created whether there was no such part before
  public record Edited(XmlDocument document, boolean created) {}

  /// Reads a whole document that a client sent (§8.2.2).
  public static XmlDocument whole(byte[] body) throws XcapConflictException {
    try {
      return XmlDocument.parse(body);
    } catch (BrokenXmlException e) {
      String phrase = phrase(e);
      throw conflict(
          e.kind() == Kind.NOT_UTF8
              ? new XcapError.NotUtf8(phrase)
              : new XcapError.NotWellFormed(phrase),
          e);
    }
  }

  /// What is said of a body that is broken.
  static XcapConflictException conflict(XcapError error, BrokenXmlException cause) {
    return new XcapConflictException(error, suspicion(cause.kind()));
  }

  private static @Nullable Suspicion suspicion(Kind kind) {
    return switch (kind) {
      case NOT_UTF8, NOT_WELL_FORMED -> null;
      case DOCUMENT_TYPE -> Suspicion.DOCUMENT_TYPE;
      case TOO_DEEP -> Suspicion.DEPTH;
    };
  }

  /// Puts an element or an attribute.
  ///
  /// @param selector of an element or an attribute: namespaces cannot be put
  /// @param body as it came
  public static Edited put(XmlDocument document, NodeSelector selector, byte[] body)
      throws XcapConflictException {
    String text;
    try {
      text = XmlDocument.decoded(body);
    } catch (BrokenXmlException e) {
      throw new XcapConflictException(new XcapError.NotUtf8(phrase(e)));
    }
    return switch (selector.terminal()) {
      case NodeSelector.Whole() -> ElementPut.put(document, selector, text);
      case NodeSelector.Attribute(var name) -> AttributePut.put(document, selector, name, text);
      case NodeSelector.Namespaces() -> throw new IllegalArgumentException("namespaces: put");
    };
  }

  /// Deletes an element or an attribute.
  ///
  /// @param selector of an element or an attribute: namespaces cannot be deleted
  /// @return empty when there is none
  public static Optional<XmlDocument> delete(XmlDocument document, NodeSelector selector)
      throws XcapConflictException {
    Optional<XmlElement> element = Selection.element(document, selector);
    if (element.isEmpty()) {
      return Optional.empty();
    }
    int from;
    int to;
    switch (selector.terminal()) {
      case NodeSelector.Whole() -> {
        from = element.get().start();
        to = element.get().end();
      }
      case NodeSelector.Attribute(var name) -> {
        Optional<XmlAttribute> attribute = element.get().attribute(name);
        if (attribute.isEmpty()) {
          return Optional.empty();
        }
        from = attribute.get().start();
        to = attribute.get().end();
      }
      case NodeSelector.Namespaces() -> throw new IllegalArgumentException("namespaces: delete");
    }
    boolean parsed = element.get().parent() == null || document.mayJoin();
    return Optional.of(without(document, selector, from, to, parsed));
  }

  /// @param parsed whether something may be broken afterwards
  private static XmlDocument without(
      XmlDocument document, NodeSelector selector, int from, int to, boolean parsed)
      throws XcapConflictException {
    try {
      String text = document.spliced(from, to, "");
      XmlDocument edited = parsed ? XmlDocument.parse(text) : XmlDocument.wellFormed(text);
      if (Part.of(edited, selector).isEmpty()) {
        return edited;
      }
    } catch (BrokenXmlException e) {
      // the root element cannot go
    }
    throw new XcapConflictException(
        new XcapError.CannotDelete("something would still be there, under the same URI"));
  }

  static String phrase(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
