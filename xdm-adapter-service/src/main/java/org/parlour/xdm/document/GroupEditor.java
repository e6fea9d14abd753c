package org.parlour.xdm.document;

import static java.util.Objects.requireNonNullElse;
import static org.parlour.xdm.document.GroupNames.EXTENSIONS;
import static org.parlour.xdm.document.GroupNames.LIST_SERVICE;
import static org.parlour.xdm.document.GroupNames.POLICY;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xml.AttributeValue;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.Splices;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Writes friendly fields into a group document: what a field says already stays as it is written,
/// and so does what has no field. For one writing.
final class GroupEditor {
  private static final String EMPTY =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <group xmlns="urn:oma:xml:poc:list-service"
             xmlns:rl="urn:ietf:params:xml:ns:resource-lists"
             xmlns:cp="urn:ietf:params:xml:ns:common-policy"
             xmlns:ocp="urn:oma:xml:xdm:common-policy"
             xmlns:oxe="urn:oma:xml:xdm:extensions">
        <list-service uri="%s">
          <list>
          </list>
        </list-service>
      </group>
      """;

  /// The order of elements in a list-service; extensions come last.
  private static final List<String> ORDER =
      List.of("display-name", "list", "invite-members", "max-participant-count", "ruleset");

  private final XmlDocument document;
  private final XmlElement service;
  private final Splices splices;

  private GroupEditor(XmlDocument document) {
    this.document = document;
    this.service = GroupXml.service(document);
    this.splices = new Splices(document.text());
  }

  /// A new document.
  static XmlDocument make(ImAddress uri, Definition definition) {
    return edited(parsed(EMPTY.formatted(AttributeValue.escaped(uri.toString()))), definition);
  }

  /// `document`, saying `wanted`.
  static XmlDocument edited(XmlDocument document, Definition wanted) {
    return edited(document, GroupXml.definition(document), wanted);
  }

  /// @param current what `document` says
  static XmlDocument edited(XmlDocument document, Definition current, Definition wanted) {
    XmlElement service = GroupXml.service(document);
    if (service.isSelfClosing()) {
      String end = "></" + service.qualifiedName() + ">";
      XmlDocument open = parsed(document.spliced(service.end() - 2, service.end(), end));
      return edited(open, current, wanted);
    }
    return new GroupEditor(document).edit(current, wanted);
  }

  private XmlDocument edit(Definition current, Definition wanted) {
    if (!Objects.equals(current.displayName(), wanted.displayName())) {
      text(LIST_SERVICE, "", "display-name", wanted.displayName());
    }
    if (!current.members().equals(wanted.members())) {
      Optional<XmlElement> list = service.child(LIST_SERVICE, "list");
      if (list.isPresent() && !list.get().isSelfClosing()) {
        new MembersEditor(splices, list.get(), current.members()).edit(wanted.members());
      } else {
        list.ifPresent(splices::remove);
        insert("list", MembersEditor.list(service, indent(), wanted.members()));
      }
    }
    if (current.inviteMembers() != wanted.inviteMembers()) {
      text(LIST_SERVICE, "", "invite-members", Boolean.toString(wanted.inviteMembers()));
    }
    if (!Objects.equals(current.maxParticipants(), wanted.maxParticipants())) {
      text(LIST_SERVICE, "", "max-participant-count", string(wanted.maxParticipants()));
    }
    rules(wanted);
    if (!Objects.equals(current.subject(), wanted.subject())) {
      text(EXTENSIONS, "oxe", "subject", wanted.subject());
    }
    if (!Objects.equals(current.maxDuration(), wanted.maxDuration())) {
      maxDuration(string(wanted.maxDuration()));
    }
    return splices.isEmpty() ? document : edited();
  }

  /// What is put in is whole elements of ours, in which texts are escaped.
  private XmlDocument edited() {
    String text = splices.applied();
    return splices.areHarmless() ? XmlDocument.wellFormed(text) : parsed(text);
  }

  private void rules(Definition wanted) {
    @Nullable List<GroupRule> rules = wanted.rules();
    if (rules == null && wanted.openToAll()) {
      rules = List.of(GroupRule.forEverybody());
    }
    if (Objects.equals(rules, GroupXml.rules(service).orElse(null))) {
      return;
    }
    Optional<XmlElement> ruleset = service.child(POLICY, "ruleset");
    String text = rules == null ? "" : RulesText.of(rules, service, indent());
    if (ruleset.isPresent() && rules != null) {
      splices.replace(ruleset.get().start(), ruleset.get().end(), text);
    } else if (ruleset.isPresent()) {
      splices.remove(ruleset.get());
    } else if (rules != null) {
      insert("ruleset", text);
    }
  }

  private void maxDuration(@Nullable String seconds) {
    Optional<XmlElement> duration = GroupXml.maxDuration(service);
    if (duration.isPresent()) {
      text(duration.get(), seconds);
      return;
    }
    if (seconds == null) {
      return;
    }
    Optional<XmlElement> policy = service.child(EXTENSIONS, "session-active-policy");
    String start = "<oxe:max-duration" + GroupNames.declarations(service, "oxe") + ">";
    String element = start + seconds + "</oxe:max-duration>";
    if (policy.isPresent() && policy.get().isSelfClosing()) {
      String end = "</" + policy.get().qualifiedName() + ">";
      splices.replace(policy.get().end() - 2, policy.get().end(), ">" + element + end);
    } else if (policy.isPresent()) {
      splices.insert(policy.get().contentStart(), element);
    } else {
      String open = "<oxe:session-active-policy" + GroupNames.declarations(service, "oxe") + ">";
      insert("session-active-policy", open + element + "</oxe:session-active-policy>");
    }
  }

  /// Sets the text of the first such child, makes it, or removes it for null.
  private void text(String namespace, String prefix, String local, @Nullable String value) {
    Optional<XmlElement> current = service.child(namespace, local);
    if (current.isPresent()) {
      text(current.get(), value);
    } else if (value != null) {
      String name = prefix.isEmpty() ? local : prefix + ":" + local;
      String open = "<" + name + GroupNames.declarations(service, prefix) + ">";
      insert(local, open + GroupNames.escaped(value) + "</" + name + ">");
    }
  }

  private void text(XmlElement element, @Nullable String value) {
    if (value == null) {
      splices.remove(element);
    } else if (element.isSelfClosing()) {
      String end = "</" + element.qualifiedName() + ">";
      splices.replace(element.end() - 2, element.end(), ">" + GroupNames.escaped(value) + end);
    } else {
      splices.replace(element.contentStart(), element.contentEnd(), GroupNames.escaped(value));
    }
  }

  /// Puts an element behind those that must come before it.
  private void insert(String local, String element) {
    int rank = rank(local);
    int place = service.contentStart();
    for (XmlElement child : service.children()) {
      if (rank(child.name().local()) <= rank) {
        place = child.end();
      }
    }
    splices.insert(place, indent() + element);
  }

  private static int rank(String local) {
    int index = ORDER.indexOf(local);
    return index < 0 ? ORDER.size() : index;
  }

  /// What stands before the children of the list-service.
  private String indent() {
    return service.children().isEmpty() ? "" : splices.space(service.children().getFirst());
  }

  private static @Nullable String string(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static XmlDocument parsed(String text) {
    try {
      return XmlDocument.parse(text);
    } catch (BrokenXmlException e) {
      throw new IllegalStateException(
          "group document: " + requireNonNullElse(e.getMessage(), "broken"), e);
    }
  }
}
