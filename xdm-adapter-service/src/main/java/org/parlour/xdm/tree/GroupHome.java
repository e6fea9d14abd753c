package org.parlour.xdm.tree;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupContent;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupPlace;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapError;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xml.XmlDocument;

/// Documents of groups (reference §11.5): changes are published to whoever holds the sessions, as
/// [GroupDocuments] does it. A group's owner has it in the own tree; members see it in the global
/// tree, under `byGroupID/` and its URI.
public final class GroupHome implements DocumentHome {
  private static final int MOST_ALTERNATIVES = 20;

  private final GroupDocuments groups;
  private final GroupRules rules;
  private final ToIntFunction<String> mostGroups;

  /// @param mostGroups of one owner, by XUI
  public GroupHome(GroupDocuments groups, GroupRules rules, ToIntFunction<String> mostGroups) {
    this.groups = groups;
    this.rules = rules;
    this.mostGroups = mostGroups;
  }

  @Override
  public Optional<StoredDocument> find(DocumentSelector selector) {
    return groups.find(place(selector)).map(group -> stored(selector, group));
  }

  @Override
  public List<Entry> list(String xui) {
    return groups.inTree(xui).stream()
        .map(
            group ->
                new Entry(
                    new DocumentSelector(
                        ApplicationUsages.GROUPS, xui, group.content().place().name()),
                    group.version(),
                    group.updated(),
                    group.content().document().octets().length))
        .toList();
  }

  @Override
  public Optional<StoredDocument> view(DocumentSelector selector, @Nullable ImAddress user) {
    try {
      return uri(selector)
          .flatMap(groups::find)
          .filter(group -> user == null || readers(group).contains(user))
          .map(group -> stored(selector, group));
    } catch (GroupRefused e) {
      throw answer(e);
    }
  }

  @Override
  public Optional<Shown> shown(DocumentSelector selector) {
    return selector.xui() == null
        ? uri(selector)
            .flatMap(groups::here)
            .map(group -> new Shown(group.version(), readers(group)))
        : DocumentHome.super.shown(selector);
  }

  /// G, by a place in the global tree.
  private static Optional<ImAddress> uri(DocumentSelector selector) {
    return selector.name().startsWith(GroupPlace.BY_GROUP)
        ? Xui.user(selector.name().substring(GroupPlace.BY_GROUP.length()))
        : Optional.empty();
  }

  /// Its owner and its members, those in lists elsewhere among them.
  private Set<ImAddress> readers(Group group) {
    Set<ImAddress> readers = new HashSet<>();
    groups.inForce(group).members().forEach(member -> readers.add(member.address()));
    if (group.owner() != null) {
      readers.add(ImAddress.parse(group.owner()));
    }
    return readers;
  }

  @Override
  public long change(DocumentSelector selector, Edit edit) {
    GroupPlace place = place(selector);
    try {
      ImAddress uri = groups.uriAt(place).orElseGet(() -> uriOfNew(place, edit.apply(null)));
      return groups.change(uri, current -> next(selector, uri, current, edit)).version();
    } catch (GroupRefused e) {
      throw answer(e);
    }
  }

  /// @param document of a group that is not there yet; null where what is not there was to be
  ///     deleted
  private ImAddress uriOfNew(GroupPlace place, @Nullable XmlDocument document) {
    if (document == null) {
      throw new XcapRefused(XcapRefused.Reason.NOT_FOUND, "document: there is none");
    }
    int most = mostGroups.applyAsInt(place.xui());
    if (groups.inTree(place.xui()).size() >= most) {
      throw XcapRefused.constraint("groups: in this tree (expected: at most " + most + ")");
    }
    return rules.checkedUri(GroupContent.of(place, document).uri());
  }

  private @Nullable GroupContent next(
      DocumentSelector selector, ImAddress uri, @Nullable Group current, Edit edit) {
    GroupPlace place = place(selector);
    if (current != null && !current.content().place().equals(place)) {
      throw new XcapConflictException(
          new XcapError.UniquenessFailure(
              "the group identity is taken", "group/list-service/@uri", alternatives(uri)));
    }
    XmlDocument document = edit.apply(current == null ? null : stored(selector, current));
    if (document == null) {
      return null;
    }
    GroupContent content = GroupContent.of(place, document);
    if (!rules.checkedUri(content.uri()).equals(uri)) {
      throw XcapRefused.constraint("the identity of a group does not change: make another group");
    }
    Definition _ = rules.checked(content.definition());
    return content;
  }

  /// Some that are free now.
  private List<String> alternatives(ImAddress uri) {
    return IntStream.rangeClosed(2, MOST_ALTERNATIVES)
        .mapToObj(number -> ImAddress.sip(uri.user() + "-" + number, uri.host()))
        .filter(other -> groups.find(other).isEmpty())
        .limit(2)
        .map(ImAddress::toString)
        .toList();
  }

  /// The refusal as XCAP says it.
  public static RuntimeException answer(GroupRefused refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case INVALID, CONSTRAINT_FAILURE, TOO_LARGE, EXISTS -> XcapRefused.constraint(detail);
      case UNKNOWN -> new XcapRefused(XcapRefused.Reason.NOT_FOUND, detail, refused);
      case PRECONDITION_FAILED ->
          new XcapRefused(XcapRefused.Reason.PRECONDITION_FAILED, detail, refused);
      case READ_ONLY -> new XcapRefused(XcapRefused.Reason.READ_ONLY, detail, refused);
      case BUSY, NOT_PUBLISHED, UNREACHABLE ->
          new XcapRefused(XcapRefused.Reason.UNAVAILABLE, detail, refused);
    };
  }

  private static GroupPlace place(DocumentSelector selector) {
    return new GroupPlace(requireNonNull(selector.xui()), selector.name());
  }

  private static StoredDocument stored(DocumentSelector selector, Group group) {
    return new StoredDocument(
        selector, group.version(), group.content().document(), group.updated());
  }
}
