package org.parlour.xdm.xml;

/// A name of XML with its namespace (Namespaces in XML §2.1).
///
/// @param namespace empty for none
public record ExpandedName(String namespace, String local) {
  @Override
  public String toString() {
    return namespace.isEmpty() ? local : "{" + namespace + "}" + local;
  }
}
