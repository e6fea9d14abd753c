package org.parlour.xdm.xml;

/// An attribute where it stands. Places are indexes into the text of its document.
///
/// @param name of an attribute without prefix: no namespace
/// @param value with references resolved and white space normalised (XML 1.0 §3.3.3)
/// @param start of the white space before it
/// @param nameStart of its name
/// @param valueStart behind the quote
/// @param valueEnd of the quote
public record XmlAttribute(
    ExpandedName name, String value, int start, int nameStart, int valueStart, int valueEnd) {
  /// Behind the second quote.
  public int end() {
    return valueEnd + 1;
  }
}
