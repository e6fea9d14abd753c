package org.parlour.xdm.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.xml.SafeXml;
import org.parlour.xdm.xml.BrokenXmlException.Kind;

/// Lets the JDK's parser say whether octets are well-formed.
final class WellFormed {
  private static final int MOST_DEPTH = XmlDocument.MOST_DEPTH;

  private WellFormed() {}

  static void check(byte[] octets) throws BrokenXmlException {
    int depth = 0;
    try {
      XMLStreamReader in = SafeXml.reader("document", octets);
      declaration(in);
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            if (depth > MOST_DEPTH) {
              throw tooDeep();
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          case XMLStreamConstants.DTD ->
              throw new BrokenXmlException(
                  Kind.DOCUMENT_TYPE, "document: with a document type (expected: none)");
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw broken("with a reference to an entity (expected: none)");
          default -> {}
        }
      }
      in.close();
    } catch (XMLStreamException e) {
      if (depth >= MOST_DEPTH) {
        // the parser has a limit of its own
        throw tooDeep();
      }
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
      throw new BrokenXmlException(
          hasDocumentType(octets) ? Kind.DOCUMENT_TYPE : Kind.NOT_WELL_FORMED,
          "document: broken at line " + line);
    } catch (MalformedBodyException e) {
      throw new BrokenXmlException(Kind.NOT_UTF8, String.valueOf(e.getMessage()));
    } catch (BrokenXmlException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken("broken");
    }
  }

  private static void declaration(XMLStreamReader in) throws BrokenXmlException {
    String encoding = in.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw new BrokenXmlException(
          Kind.NOT_UTF8, "document: says that it is " + encoding + " (expected: UTF-8)");
    }
    String version = in.getVersion();
    if (version != null && !version.equals("1.0")) {
      throw broken("of XML " + version + " (expected: 1.0)");
    }
  }

  /// Also where it must not stand, or is broken itself.
  private static boolean hasDocumentType(byte[] octets) {
    return new String(octets, UTF_8).contains("<!DOCTYPE");
  }

  private static BrokenXmlException tooDeep() {
    return new BrokenXmlException(
        Kind.TOO_DEEP, "document: deeper than " + MOST_DEPTH + " elements");
  }

  private static BrokenXmlException broken(String how) {
    return new BrokenXmlException(Kind.NOT_WELL_FORMED, "document: " + how);
  }
}
