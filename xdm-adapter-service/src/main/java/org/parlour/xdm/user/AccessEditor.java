package org.parlour.xdm.user;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupNames;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.Splices;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Writes fields into the rules of a user. What they say already stays as it is written, and so do
/// rules that no field stands for.
final class AccessEditor {
  private static final String EMPTY =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"
                  xmlns:ocp="urn:oma:xml:xdm:common-policy"
                  xmlns:im="urn:oma:xml:im:im-rules">
      </cp:ruleset>
      """;

  private AccessEditor() {}

  /// @param document null for none
  /// @return `document`, saying `wanted`; null where nothing has to be said
  /// @throws GroupRefused with `CONSTRAINT_FAILURE` when its other rules say something else
  static @Nullable XmlDocument edited(@Nullable XmlDocument document, Access wanted) {
    if (says(document, wanted)) {
      return document;
    }
    XmlDocument edited = written(document == null ? parsed(EMPTY) : document, wanted);
    if (!says(edited, wanted)) {
      throw new GroupRefused(
          Reason.CONSTRAINT_FAILURE,
          "rules: others of the document say something else (expected: a change of those)");
    }
    return edited;
  }

  private static boolean says(@Nullable XmlDocument document, Access wanted) {
    Access said = Access.of(document == null ? null : AccessXml.rules(document));
    return said.others().equals(wanted.others())
        && Set.copyOf(said.blocked()).equals(Set.copyOf(wanted.blocked()));
  }

  private static XmlDocument written(XmlDocument document, Access wanted) {
    XmlElement root = document.root();
    if (root.isSelfClosing()) {
      String end = "></" + root.qualifiedName() + ">";
      return written(parsed(document.spliced(root.end() - 2, root.end(), end)), wanted);
    }
    Splices splices = new Splices(document.text());
    Set<String> ids = new HashSet<>();
    int place = root.contentStart();
    for (XmlElement element : AccessXml.elements(document)) {
      AccessRule rule = AccessXml.rule(element);
      if (Access.isField(rule)) {
        splices.remove(element);
      } else {
        ids.add(rule.id());
      }
      place = element.end();
    }
    String block = wanted.blocked().isEmpty() ? "" : block(root, free("blocked", ids), wanted);
    splices.insert(place, block + others(root, free("others", ids), wanted.others()));
    return parsed(splices.applied());
  }

  private static String free(String name, Set<String> taken) {
    String id = name;
    for (int number = 2; taken.contains(id); number++) {
      id = name + "-" + number;
    }
    return id;
  }

  private static String block(XmlElement scope, String id, Access wanted) {
    StringBuilder one = new StringBuilder();
    for (ImAddress user : wanted.blocked()) {
      one.append("<cp:one id=\"").append(AttributeValue.escaped(user.toString())).append("\"/>");
    }
    return rule(scope, id, "<cp:identity>" + one + "</cp:identity>", Set.of());
  }

  private static String others(XmlElement scope, String id, Set<AccessAction> allowed) {
    return rule(scope, id, "<ocp:other-identity/>", allowed);
  }

  private static String rule(
      XmlElement scope, String id, String condition, Set<AccessAction> allowed) {
    StringBuilder actions = new StringBuilder();
    for (AccessAction action : List.of(AccessAction.values())) {
      String name = "im:" + action.element();
      actions
          .append("\n      <" + name + ">")
          .append(allowed.contains(action) ? "pass" : "reject")
          .append("</" + name + ">");
    }
    return "\n  <cp:rule"
        + GroupNames.declarations(scope, "cp", "ocp", "im")
        + " id=\""
        + id
        + "\">\n    <cp:conditions>"
        + condition
        + "</cp:conditions>\n    <cp:actions>"
        + actions
        + "\n    </cp:actions>\n  </cp:rule>";
  }

  private static XmlDocument parsed(String text) {
    try {
      return XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw new IllegalStateException("rules: " + e.getMessage(), e);
    }
  }
}
