package org.parlour.xdm.xcap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// A document of lists, and what tests do with it in one line.
final class Lists {
  static final String NS = "urn:lists";

  /// Odd on purpose: comments, instructions, blanks in tags, both quotes, CDATA, a prefix.
  static final String TEXT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- kept --><?keep this?>
      <lists xmlns="urn:lists" xmlns:x='urn:x'>
        <list name="friends" x:color='re"d'>
          <entry uri="sip:al@example.org"  x:seen = "1" /><!-- al --><entry uri='sip:bob@example.org'
             >Bob<![CDATA[<&>]]></entry>
          <note>x</note>
        </list >
        <list name="empty"/>
        <x:list name="other"><x:entry/></x:list>
      </lists>
      <!-- end -->
      """;

  private Lists() {}

  static XmlDocument document() {
    return document(TEXT);
  }

  static XmlDocument document(String text) {
    try {
      return XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw new AssertionError(e);
    }
  }

  static NodeSelector selector(String selector) {
    try {
      return NodeSelector.parse(selector, NS, Map.of("x", "urn:x", "l", NS));
    } catch (XcapUriException e) {
      throw new AssertionError(e);
    }
  }

  /// What the selector points at, null for nothing.
  static String get(XmlDocument document, String selector) {
    return Part.of(document, selector(selector)).map(Part::body).orElse("nothing");
  }

  static String put(String selector, String body) throws XcapConflictException {
    return DocumentEditor.put(document(), selector(selector), body.getBytes(UTF_8))
        .document()
        .text();
  }

  static String delete(String selector) throws XcapConflictException {
    return DocumentEditor.delete(document(), selector(selector)).orElseThrow().text();
  }
}
