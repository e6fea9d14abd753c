package org.parlour.xdm.user;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.GroupHome;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xml.XmlDocument;

/// Rules of users (reference §11.4): a change of the document `im-rules` is published to everybody
/// who meets the user. Documents of other names in the same usage lie where all others do.
public final class UserHome implements DocumentHome {
  private final UserDocuments users;
  private final DocumentHome others;

  public UserHome(UserDocuments users, DocumentHome others) {
    this.users = users;
    this.others = others;
  }

  @Override
  public Optional<StoredDocument> find(DocumentSelector selector) {
    return isRules(selector) ? rules(selector) : others.find(selector);
  }

  @Override
  public Optional<Shown> shown(DocumentSelector selector) {
    return isRules(selector)
        ? here(selector).map(rules -> new Shown(rules.version(), Set.of()))
        : others.shown(selector);
  }

  private Optional<StoredDocument> here(DocumentSelector selector) {
    return ofUser(selector, users.here(owner(selector)));
  }

  private Optional<StoredDocument> rules(DocumentSelector selector) {
    try {
      return ofUser(selector, users.find(owner(selector)));
    } catch (GroupRefused e) {
      throw GroupHome.answer(e);
    }
  }

  /// An alias has no rules of its own.
  private static Optional<StoredDocument> ofUser(DocumentSelector selector, Optional<User> found) {
    return found
        .filter(user -> user.address().equals(owner(selector)))
        .flatMap(user -> stored(selector, user));
  }

  /// Without those that lie elsewhere.
  @Override
  public List<Entry> list(String xui) {
    DocumentSelector selector =
        new DocumentSelector(ApplicationUsages.IM_RULES, xui, UserDocuments.RULES);
    return here(selector).stream()
        .map(
            document ->
                new Entry(selector, document.version(), document.updated(), document.body().length))
        .toList();
  }

  @Override
  public long change(DocumentSelector selector, Edit edit) {
    if (!isRules(selector)) {
      return others.change(selector, edit);
    }
    ImAddress owner = owner(selector);
    if (!users.isKnown(owner)) {
      throw new XcapRefused(
          XcapRefused.Reason.FORBIDDEN, "user: not provisioned (expected: a known one)");
    }
    try {
      return users.change(owner, current -> next(selector, current, edit)).version();
    } catch (GroupRefused e) {
      throw GroupHome.answer(e);
    }
  }

  private static UserContent next(DocumentSelector selector, @Nullable User current, Edit edit) {
    UserContent content = current == null ? UserContent.PLAIN : current.content();
    StoredDocument stored = current == null ? null : stored(selector, current).orElse(null);
    return content.with(edit.apply(stored));
  }

  private static Optional<StoredDocument> stored(DocumentSelector selector, User user) {
    XmlDocument rules = user.content().rules();
    return rules == null
        ? Optional.empty()
        : Optional.of(new StoredDocument(selector, user.version(), rules, user.updated()));
  }

  private static boolean isRules(DocumentSelector selector) {
    return selector.xui() != null && selector.name().equals(UserDocuments.RULES);
  }

  /// Canonical, as the tree is asked for.
  private static ImAddress owner(DocumentSelector selector) {
    return ImAddress.parse(requireNonNull(selector.xui()));
  }
}
