package org.parlour.xdm.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.parlour.xdm.console.Problem.told;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupContent;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.document.RuleForm;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.http.HttpStatus;

/// The groups as the console reads and changes them. Every method throws [Problem] when that cannot
/// be; a change was stored and published when its method returns.
final class GroupBook {
  private final GroupDocuments documents;
  private final GroupRules rules;
  private final ApplicationUsage usage;
  private final String host;
  private final int pageSize;

  /// @param usage of the documents of groups
  /// @param host of the IM domain
  GroupBook(
      GroupDocuments documents,
      GroupRules rules,
      ApplicationUsage usage,
      String host,
      int pageSize) {
    this.documents = documents;
    this.rules = rules;
    this.usage = usage;
    this.host = host;
    this.pageSize = pageSize;
  }

  /// @param next where the next page begins; null on the last one
  record Page(List<GroupEntry> groups, @Nullable String next) {}

  /// Groups by URI.
  ///
  /// @param search a part of the URI or of the name; empty for all groups
  /// @param after the `next` of the page before; empty for the first one
  Page page(String search, String after) {
    return told(
        () -> {
          ImAddress last = after.isEmpty() ? null : GroupRules.address("after", after);
          List<GroupEntry> rows =
              documents.list(last, search.strip(), pageSize + 1).stream()
                  .map(GroupEntry::of)
                  .toList();
          List<GroupEntry> shown = rows.stream().limit(pageSize).toList();
          return new Page(shown, rows.size() > pageSize ? shown.getLast().uri().toString() : null);
        });
  }

  /// The URI of a group, of which one may leave away what all groups have.
  String uri(String text) {
    String name = text.strip();
    if (name.contains(":")) {
      return name;
    }
    return name.contains("@") ? "sip:" + name : "sip:" + name + "@" + host;
  }

  /// @param element the name of an action
  GroupAction action(String element) {
    return told(() -> RuleForm.action("action", element));
  }

  /// @throws Problem with 404 when there is no such group
  GroupEntry get(String uri) {
    return told(() -> GroupEntry.of(known(uri)));
  }

  private Group known(String uri) {
    return documents
        .find(GroupRules.address("uri", uri))
        .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "There is no group " + uri));
  }

  /// @param text of its document
  record Written(GroupEntry group, String text) {}

  /// @throws Problem with 404 when there is no such group
  Written document(String uri) {
    return told(
        () -> {
          Group group = known(uri);
          return new Written(GroupEntry.of(group), group.content().document().text());
        });
  }

  /// What sessions obey.
  ///
  /// @throws Problem with 404 when there is no such group
  Definition inForce(ImAddress uri) {
    return told(() -> documents.inForce(known(uri.toString())));
  }

  /// @param who the administrator
  /// @param owner who may change it by XCAP; null for nobody
  /// @throws Problem with 409 when it exists
  GroupEntry create(String who, String uri, @Nullable ImAddress owner, Definition definition) {
    return told(
        () ->
            Actor.as(
                who,
                () ->
                    GroupEntry.of(
                        documents.create(
                            rules.checkedUri(uri), owner, rules.checked(definition)))));
  }

  /// @throws Problem with 412 when the group has another version by now
  void replace(String who, String uri, long version, Definition definition) {
    told(
        () ->
            Actor.as(
                who,
                () ->
                    documents.put(
                        rules.checkedUri(uri), null, rules.checked(definition), only(version))));
  }

  /// Replaces the document.
  ///
  /// @throws Problem with 412 when the group has another version by now, and with 409 when no group
  ///     may have such a document
  void rewrite(String who, String uri, long version, String text) {
    told(
        () -> {
          ImAddress group = rules.checkedUri(uri);
          GroupContent content = GroupContent.of(known(uri).content().place(), read(text));
          Definition _ = rules.checked(content.definition());
          return Actor.as(who, () -> documents.put(group, content, only(version)));
        });
  }

  private XmlDocument read(String text) {
    try {
      return usage.read(null, text.getBytes(UTF_8));
    } catch (XcapConflictException e) {
      throw new Problem(
          HttpStatus.CONFLICT, "document: " + e.error().element() + ": " + e.error().phrase(), e);
    }
  }

  /// @throws Problem with 412 when the group has another version by now
  void delete(String who, String uri, long version) {
    told(
        () ->
            Actor.as(
                who,
                () -> {
                  documents.delete(GroupRules.address("uri", uri), only(version));
                  return uri;
                }));
  }

  private static Precondition only(long version) {
    return new Precondition.OneOf(Set.of(version));
  }
}
