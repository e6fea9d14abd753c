package org.parlour.protocol.xml;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;

/// The one place where XML parsers are made: the JDK's own, namespace-aware, without DTDs and
/// external entities. Documents are UTF-8, whatever they declare.
public final class SafeXml {
  private SafeXml() {}

  /// A reader at the start of the document. Its factory is not shared, since the JDK promises no
  /// thread safety for one. The parser gets characters instead of bytes, since it writes to
  /// standard error when it decodes broken ones itself.
  ///
  /// @param what names the document in errors
  /// @throws MalformedBodyException when `xml` is not UTF-8
  public static XMLStreamReader reader(String what, byte[] xml)
      throws MalformedBodyException, XMLStreamException {
    String text = Utf8.decode(what, xml);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("external entity refused");
        });
    boolean marked = text.startsWith("\ufeff");
    return factory.createXMLStreamReader(new StringReader(marked ? text.substring(1) : text));
  }
}
