package org.parlour.protocol.xml;

import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.parlour.protocol.MalformedBodyException;

/// Walks down a document, element by element, within limits. What the caller does not ask for is
/// passed over, so unknown elements and namespaces do no harm.
///
///     XmlCursor in = XmlCursor.open("list", bytes, limits);
///     int root = in.depth();
///     while (in.nextChildOf(root)) { if (in.is(NS, "entry")) { … } }
///     in.finish();
///
/// Not thread-safe.
public final class XmlCursor {
  private static final int MAX_TEXT = 4096;

  private final String what;
  private final XMLStreamReader in;
  private final Limits limits;
  private int depth;

  /// @param maxBytes of the document
  /// @param maxDepth open elements, the root included
  public record Limits(int maxBytes, int maxDepth) {}

  private XmlCursor(String what, XMLStreamReader in, Limits limits) {
    this.what = what;
    this.in = in;
    this.limits = limits;
  }

  /// Opens `xml` and stands at its root element.
  ///
  /// @param what names the document in errors
  public static XmlCursor open(String what, byte[] xml, Limits limits)
      throws MalformedBodyException {
    if (xml.length > limits.maxBytes()) {
      throw new MalformedBodyException(
          what + ": " + xml.length + " octets (expected: <= " + limits.maxBytes() + ")");
    }
    try {
      XmlCursor cursor = new XmlCursor(what, SafeXml.reader(what, xml), limits);
      while (cursor.next() != XMLStreamConstants.START_ELEMENT) {
        // prologue
      }
      return cursor;
    } catch (XMLStreamException e) {
      throw broken(what, e);
    }
  }

  /// Open elements, the current one included.
  public int depth() {
    return depth;
  }

  public boolean is(String namespace, String name) {
    return in.getLocalName().equals(name) && namespace.equals(in.getNamespaceURI());
  }

  /// The current element's local name.
  public String name() {
    return in.getLocalName();
  }

  /// The attribute of the current element; `namespace` is empty for one without prefix.
  public Optional<String> attribute(String namespace, String name) {
    return Optional.ofNullable(in.getAttributeValue(namespace, name));
  }

  /// Moves to the next child element of the element that was open at depth `parent`, past whatever
  /// of the child before was not read. False when that element has ended.
  public boolean nextChildOf(int parent) throws MalformedBodyException {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT && depth == parent + 1) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT && depth < parent) {
        return false;
      }
    }
  }

  /// The stripped text of the current element, without that of its children, up to its end.
  public String text() throws MalformedBodyException {
    StringBuilder text = new StringBuilder();
    int own = depth;
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.END_ELEMENT && depth < own) {
        return text.toString().strip();
      }
      boolean characters =
          event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
      if (characters && depth == own) {
        text.append(in.getText());
        if (text.length() > MAX_TEXT) {
          throw bad("text of " + text.length(), "<= " + MAX_TEXT + " characters");
        }
      }
    }
  }

  /// Reads to the end, so that a document that breaks off is found.
  public void finish() throws MalformedBodyException {
    try {
      while (in.hasNext()) {
        next();
      }
      in.close();
    } catch (XMLStreamException e) {
      throw broken(what, e);
    }
  }

  private int next() throws MalformedBodyException {
    int event;
    try {
      event = in.next();
    } catch (XMLStreamException e) {
      throw broken(what, e);
    } catch (RuntimeException e) {
      throw new MalformedBodyException(what + ": unreadable (expected: well-formed XML)", e);
    }
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        depth++;
        if (depth > limits.maxDepth()) {
          throw bad("nested " + depth + " deep", "<= " + limits.maxDepth());
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD -> throw bad("document type declaration", "none");
      case XMLStreamConstants.ENTITY_REFERENCE -> throw bad("entity reference", "none");
      default -> {}
    }
    return event;
  }

  /// The error of a document that is well-formed but wrong.
  public MalformedBodyException bad(String value, String expected) {
    return new MalformedBodyException(what + ": " + value + " (expected: " + expected + ")");
  }

  private static MalformedBodyException broken(String what, XMLStreamException e) {
    int line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
    return new MalformedBodyException(
        what + ": broken at line " + line + " (expected: well-formed XML)", e);
  }
}
