package org.parlour.xdm.document;

import java.util.Map;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.XmlElement;

/// Namespaces of our documents and the prefixes under which we write them (reference §11).
public final class GroupNames {
  static final String LIST_SERVICE = "urn:oma:xml:poc:list-service";
  static final String LISTS = "urn:ietf:params:xml:ns:resource-lists";
  public static final String POLICY = "urn:ietf:params:xml:ns:common-policy";
  static final String CONDITIONS = "urn:oma:xml:xdm:common-policy";
  static final String EXTENSIONS = "urn:oma:xml:xdm:extensions";
  public static final String IM_RULES = "urn:oma:xml:im:im-rules";

  private static final Map<String, String> PREFIXES =
      Map.of(
          "",
          LIST_SERVICE,
          "rl",
          LISTS,
          "cp",
          POLICY,
          "ocp",
          CONDITIONS,
          "oxe",
          EXTENSIONS,
          "im",
          IM_RULES);

  private GroupNames() {}

  /// What must be declared in an element below `scope` so that these prefixes stand for ours.
  public static String declarations(XmlElement scope, String... prefixes) {
    StringBuilder text = new StringBuilder();
    for (String prefix : prefixes) {
      String namespace = PREFIXES.get(prefix);
      if (namespace != null && !namespace.equals(scope.namespace(prefix))) {
        text.append(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"")
            .append(namespace)
            .append('"');
      }
    }
    return text.toString();
  }

  /// `text` between tags.
  static String escaped(String text) {
    return AttributeValue.escaped(text).replace(">", "&gt;").replace("&quot;", "\"");
  }
}
