package org.parlour.xdm.usage;

import java.io.IOException;
import java.io.StringReader;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlDocument;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// Reads a text once to find that it is a document as [XmlDocument#parse] takes it and valid too.
/// What it does not take may still be one: the two are to be asked, who also say what is wrong.
/// Thread-safe.
final class OnePass {
  private static final int MOST_IDLE = 16;

  /// None, or the usual one. The parser would read others too, such as of XML 1.1.
  private static final Pattern DECLARATION =
      Pattern.compile(
          "<\\?xml version=([\"'])1\\.0\\1( encoding=([\"'])(UTF|utf)-8\\3)? ?\\?>|(?!<\\?xml)");

  private final ExpandedName root;
  private final SAXParserFactory factory;

  /// To make one takes longer than to read a small document. One that failed is not used again.
  private final Queue<SAXParser> idle = new ArrayBlockingQueue<>(MOST_IDLE);

  /// @param root the only root element of these documents; a schema has others too
  OnePass(ExpandedName root, Schema schema) {
    this.root = root;
    this.factory = SAXParserFactory.newDefaultNSInstance();
    factory.setSchema(schema);
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("parser: without what is needed of it", e);
    }
  }

  boolean takes(String text) {
    if (!DECLARATION.matcher(text).lookingAt()) {
      return false;
    }
    try {
      SAXParser parser = parser();
      parser.parse(new InputSource(new StringReader(text)), new Strict());
      boolean _ = idle.offer(parser);
      return true;
    } catch (SAXException | IOException e) {
      return false;
    }
  }

  private SAXParser parser() throws SAXException {
    @Nullable SAXParser used = idle.poll();
    if (used != null) {
      return used;
    }
    SAXParser made;
    synchronized (factory) {
      try {
        made = factory.newSAXParser();
      } catch (ParserConfigurationException e) {
        throw new IllegalStateException("parser: without what is needed of it", e);
      }
    }
    made.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    made.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    return made;
  }

  /// Ends at the first thing that is wrong.
  private final class Strict extends DefaultHandler {
    private int depth;

    @Override
    public void startElement(String namespace, String name, String qualified, Attributes attributes)
        throws SAXException {
      boolean other =
          depth == 0 && !(name.equals(root.local()) && namespace.equals(root.namespace()));
      depth++;
      if (other || depth > XmlDocument.MOST_DEPTH) {
        throw new SAXException("not such a document");
      }
    }

    @Override
    public void endElement(String namespace, String name, String qualified) {
      depth--;
    }

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }
}
