package org.parlour.xdm.document;

import java.time.InstantSource;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.xml.XmlDocument;

/// Groups that another server keeps. Here each lies in a tree of its own.
public final class GroupMirror implements Mirror {
  /// Of an answer that no document is behind: lower than that of any which was ever stored.
  private static final long NO_VERSION = 0;

  private final GroupStore store;
  private final Publications<Group, GroupContent> publications;
  private final DocumentPublisher publisher;
  private final GroupRules rules;
  private final ApplicationUsage usage;
  private final InstantSource clock;

  GroupMirror(
      GroupStore store,
      Publications<Group, GroupContent> publications,
      DocumentPublisher publisher,
      GroupRules rules,
      ApplicationUsage usage,
      InstantSource clock) {
    this.store = store;
    this.publications = publications;
    this.publisher = publisher;
    this.rules = rules;
    this.usage = usage;
    this.clock = clock;
  }

  @Override
  public boolean fits(ImAddress uri) {
    try {
      return rules.checkedUri(uri.toString()).equals(uri);
    } catch (GroupRefused e) {
      return false;
    }
  }

  @Override
  public boolean isHere(ImAddress uri) {
    return store.find(uri).isPresent();
  }

  @Override
  public boolean take(ImAddress uri, XmlDocument document) {
    usage.check(document);
    GroupContent content = GroupContent.of(GroupPlace.ofItsOwn(uri), document);
    if (!rules.checkedUri(content.uri()).equals(uri)) {
      throw new GroupRefused(
          Reason.INVALID,
          "uri: " + content.uri() + " (expected: " + uri + ", as it was asked for)");
    }
    var _ = rules.checked(content.definition());
    if (store.find(uri).filter(group -> group.content().equals(content)).isPresent()) {
      return false;
    }
    publications.change(uri, _ -> content);
    return true;
  }

  @Override
  public void drop(ImAddress uri) {
    if (isHere(uri)) {
      publications.change(uri, _ -> null);
    }
  }

  @Override
  public void tell(ImAddress uri) {
    if (isHere(uri)) {
      publications.change(uri, current -> current == null ? null : current.content());
    } else {
      var _ = publisher.publish(uri, new GroupDocument(clock.instant(), uri, NO_VERSION, null));
    }
  }
}
