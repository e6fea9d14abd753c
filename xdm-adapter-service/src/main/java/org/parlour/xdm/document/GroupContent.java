package org.parlour.xdm.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// The document of a group, which is the truth, and what it says. Immutable.
public final class GroupContent {
  private final GroupPlace place;
  private final XmlDocument document;

  /// Null until somebody asks; so is the next.
  private @Nullable Definition definition;

  private @Nullable Boolean mayRefer;

  private GroupContent(GroupPlace place, XmlDocument document, @Nullable Definition definition) {
    this.place = place;
    this.document = document;
    this.definition = definition;
  }

  /// @throws GroupRefused with `INVALID` when the document says no group
  public static GroupContent of(GroupPlace place, XmlDocument document) {
    return new GroupContent(place, document, GroupXml.definition(document));
  }

  /// Of a document into which those members were written: they are not read once more.
  static GroupContent written(GroupPlace place, XmlDocument document, List<Member> members) {
    return new GroupContent(place, document, GroupXml.definition(document, members));
  }

  /// Of a document that came from [#of] or [#written] before it was stored.
  static GroupContent stored(GroupPlace place, XmlDocument document) {
    return new GroupContent(place, document, null);
  }

  /// The same document elsewhere.
  GroupContent at(GroupPlace other) {
    return new GroupContent(other, document, definition());
  }

  public GroupPlace place() {
    return place;
  }

  public XmlDocument document() {
    return document;
  }

  /// What sessions obey, but for lists elsewhere.
  public synchronized Definition definition() {
    if (definition == null) {
      definition = GroupXml.definition(document);
    }
    return definition;
  }

  /// Whether it may refer to lists elsewhere.
  synchronized boolean mayRefer() {
    if (mayRefer == null) {
      mayRefer = document.text().contains(GroupXml.EXTERNAL);
    }
    return mayRefer;
  }

  /// Where it refers to lists elsewhere, in its list and in its rules, as it stands there.
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    if (mayRefer()) {
      listed().stream()
          .filter(listed -> !GroupXml.isEntry(listed))
          .map(GroupXml::anchor)
          .forEach(anchors::add);
      definition().ruleset().stream()
          .flatMap(rule -> rule.conditions().stream())
          .filter(RuleCondition.ExternalList.class::isInstance)
          .flatMap(list -> ((RuleCondition.ExternalList) list).anchors().stream())
          .forEach(anchors::add);
    }
    return anchors;
  }

  List<XmlElement> listed() {
    return GroupXml.listed(GroupXml.service(document));
  }

  /// G as the document says it.
  public String uri() {
    return GroupXml.uri(document);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof GroupContent other
        && place.equals(other.place)
        && document.equals(other.document);
  }

  @Override
  public int hashCode() {
    return Objects.hash(place, document);
  }

  @Override
  public String toString() {
    return place + ": " + document;
  }
}
