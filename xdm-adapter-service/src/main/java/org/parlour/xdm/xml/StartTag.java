package org.parlour.xdm.xml;

import java.util.List;
import java.util.Map;

/// A start tag where it stands.
///
/// @param name as it is written
/// @param attributes without declarations of namespaces
/// @param declared namespaces by prefix
/// @param start of `<`
/// @param attributesEnd behind the last attribute or declaration, else behind the name
/// @param end behind `>`
record StartTag(
    String name,
    List<Raw> attributes,
    Map<String, String> declared,
    int start,
    int attributesEnd,
    int end,
    boolean selfClosing) {

  /// An attribute whose prefix is not looked up yet.
  record Raw(String name, String value, int start, int nameStart, int valueStart, int valueEnd) {}
}
