package org.parlour.xdm.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;
import org.parlour.xdm.xml.BrokenXmlException.Kind;

/// A well-formed document without document type, in UTF-8: the text as its author wrote it, and the
/// elements with their places in it. Immutable.
public final class XmlDocument {
  /// Deeper than any document of an application usage.
  public static final int MOST_DEPTH = 100;

  private final String text;

  /// Null until somebody asks.
  private @Nullable XmlElement root;

  private XmlDocument(String text, @Nullable XmlElement root) {
    this.text = text;
    this.root = root;
  }

  /// A document that was [#parse]d before it was stored. Its elements are looked for when somebody
  /// asks for them.
  ///
  /// @throws IllegalStateException from [#root] when it was not
  public static XmlDocument stored(byte[] octets) {
    return wellFormed(new String(octets, UTF_8));
  }

  /// A document whose text is known to be well-formed by the way it was made of another. Its
  /// elements are looked for when somebody asks for them.
  ///
  /// @throws IllegalStateException from [#root] when its tags do not match
  public static XmlDocument wellFormed(String text) {
    return new XmlDocument(text, null);
  }

  /// @throws BrokenXmlException when `octets` are no such document, or it is deeper than 100
  public static XmlDocument parse(byte[] octets) throws BrokenXmlException {
    String text = decoded(octets);
    WellFormed.check(octets);
    return checked(text);
  }

  /// As [#parse(byte[])], of text that a parser has taken already: without document type, of XML
  /// 1.0, no deeper than 100.
  public static XmlDocument checked(String text) throws BrokenXmlException {
    return new XmlDocument(text, scanned(text));
  }

  /// As [#parse(byte[])], of text.
  public static XmlDocument parse(String text) throws BrokenXmlException {
    return parse(text.getBytes(UTF_8));
  }

  /// @throws BrokenXmlException with `NOT_UTF8`
  public static String decoded(byte[] octets) throws BrokenXmlException {
    try {
      return Utf8.decode("document", octets);
    } catch (MalformedBodyException e) {
      throw new BrokenXmlException(Kind.NOT_UTF8, String.valueOf(e.getMessage()));
    }
  }

  /// The text is well-formed, so that tags match.
  private static XmlElement scanned(String text) throws BrokenXmlException {
    XmlElement root = null;
    @Nullable XmlElement open = null;
    try {
      for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
        if (!Markup.isTag(text, at)) {
          at = Markup.endOf(text, at);
        } else if (text.charAt(at + 1) == '/') {
          int end = text.indexOf('>', at) + 1;
          if (open == null) {
            throw new IndexOutOfBoundsException("an end tag without a start tag");
          }
          open.closed(at, end);
          open = open.parent();
          at = end;
        } else {
          StartTag tag = new StartTagReader(text, at).read();
          XmlElement element = new XmlElement(open, text, tag);
          root = root == null ? element : root;
          open = tag.selfClosing() ? open : element;
          at = tag.end();
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new BrokenXmlException(Kind.NOT_WELL_FORMED, "document: " + e.getMessage());
    }
    if (root == null) {
      throw new BrokenXmlException(Kind.NOT_WELL_FORMED, "document: without an element");
    }
    return root;
  }

  /// The whole text; what the octets were, in UTF-8.
  public String text() {
    return text;
  }

  public byte[] octets() {
    return text.getBytes(UTF_8);
  }

  public synchronized XmlElement root() {
    if (root == null) {
      try {
        root = scanned(text);
      } catch (BrokenXmlException e) {
        throw new IllegalStateException("well-formed document: " + e.getMessage(), e);
      }
    }
    return root;
  }

  /// Whether taking something out of it may join what stood around it to `]]>`, which must not
  /// stand in the text of an element.
  public boolean mayJoin() {
    return mayJoin(text);
  }

  static boolean mayJoin(String text) {
    return text.indexOf(']') >= 0;
  }

  /// The text with `replacement` instead of what stands from `from` to `to`.
  public String spliced(int from, int to, String replacement) {
    return text.substring(0, from) + replacement + text.substring(to);
  }

  /// Documents are equal when their texts are.
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof XmlDocument other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
