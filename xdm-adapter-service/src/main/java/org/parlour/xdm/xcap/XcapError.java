package org.parlour.xdm.xcap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.xml.XmlText;

/// Why a document cannot be changed as asked: what a 409 says (RFC 4825 §11).
public sealed interface XcapError {
  /// For humans.
  String phrase();

  /// The document is not well-formed.
  record NotWellFormed(String phrase) implements XcapError {}

  /// The body is no element.
  record NotXmlFragment(String phrase) implements XcapError {}

  /// The element to which to add is not there.
  ///
  /// @param ancestor URI of the closest ancestor that is there; null for none
  record NoParent(String phrase, @Nullable String ancestor) implements XcapError {}

  /// What the document would be is against its schema.
  record SchemaValidation(String phrase) implements XcapError {}

  /// The body is no value of an attribute.
  record NotXmlAttributeValue(String phrase) implements XcapError {}

  /// A GET of the same URI would not give what was put.
  record CannotInsert(String phrase) implements XcapError {}

  /// A GET of the same URI would give something still.
  record CannotDelete(String phrase) implements XcapError {}

  /// A value that must be unique is taken.
  ///
  /// @param field where it stands: a node selector from the root element on, percent-encoded
  /// @param alternatives that are free
  record UniquenessFailure(String phrase, String field, List<String> alternatives)
      implements XcapError {
    public UniquenessFailure {
      alternatives = List.copyOf(alternatives);
    }
  }

  /// What the document would be is against a constraint of its application usage.
  record ConstraintFailure(String phrase) implements XcapError {}

  /// The body is not UTF-8.
  record NotUtf8(String phrase) implements XcapError {}

  /// The name of the element that says it.
  default String element() {
    return switch (this) {
      case NotWellFormed e -> "not-well-formed";
      case NotXmlFragment e -> "not-xml-frag";
      case NoParent e -> "no-parent";
      case SchemaValidation e -> "schema-validation-error";
      case NotXmlAttributeValue e -> "not-xml-att-value";
      case CannotInsert e -> "cannot-insert";
      case CannotDelete e -> "cannot-delete";
      case UniquenessFailure e -> "uniqueness-failure";
      case ConstraintFailure e -> "constraint-failure";
      case NotUtf8 e -> "not-utf-8";
    };
  }

  /// `application/xcap-error+xml` (§11.2).
  default byte[] toXml() {
    XmlText xml =
        new XmlText()
            .raw("<xcap-error xmlns=\"urn:ietf:params:xml:ns:xcap-error\">")
            .raw("<" + element())
            .attribute("phrase", phrase())
            .raw(">");
    if (this instanceof NoParent noParent) {
      xml.element("ancestor", noParent.ancestor());
    }
    if (this instanceof UniquenessFailure failure) {
      xml.raw("<exists").attribute("field", failure.field()).raw(">");
      failure.alternatives().forEach(value -> xml.element("alt-value", value));
      xml.raw("</exists>");
    }
    return xml.raw("</" + element() + "></xcap-error>").toBytes();
  }
}
