package org.parlour.xdm.list;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.api.Refusals;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.StoredDocument;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.PercentCoding;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapUri;
import org.parlour.xdm.xcap.XcapUriException;
import org.parlour.xdm.xml.XmlDocument;

/// Documents with lists in the trees of users, where XCAP finds them. Thread-safe; blocks.
final class ListDocuments {
  private static final String NOUN = "lists";

  private final DocumentHome store;
  private final ApplicationUsage usage;
  private final int maxBytes;

  /// @param usage of documents with lists
  /// @param maxBytes of a document
  ListDocuments(DocumentHome store, ApplicationUsage usage, int maxBytes) {
    this.store = store;
    this.usage = usage;
    this.maxBytes = maxBytes;
  }

  /// @param user canonical
  /// @param path of the document in the user's tree, with a slash before it
  /// @throws GroupRefused with `INVALID` when no document of XCAP may have that name
  static DocumentSelector selector(ImAddress user, String path) {
    try {
      String tree = ApplicationUsages.RESOURCE_LISTS + "/users/" + user;
      XcapUri uri = XcapUri.parse(PercentCoding.encoded(tree + path), null);
      if (uri.node() == null) {
        return uri.document();
      }
    } catch (XcapUriException e) {
      throw new GroupRefused(Reason.INVALID, String.valueOf(e.getMessage()), e);
    }
    throw new GroupRefused(Reason.INVALID, "document: with a node selector (expected: a name)");
  }

  /// By name.
  ///
  /// @param user canonical
  List<StoredDocument> inTreeOf(ImAddress user) {
    return store.list(user.toString()).stream()
        .map(DocumentHome.Entry::selector)
        .filter(selector -> selector.auid().equals(usage.auid()))
        .flatMap(selector -> store.find(selector).stream())
        .toList();
  }

  /// @throws GroupRefused with `UNKNOWN` when there is none
  StoredDocument known(DocumentSelector selector) {
    return store.find(selector).orElseThrow(() -> unknown(selector));
  }

  private static GroupRefused unknown(DocumentSelector selector) {
    return new GroupRefused(
        Reason.UNKNOWN, "lists: " + selector.xui() + " has no document " + selector.name());
  }

  /// @param created whether there was none
  record Written(long version, boolean created) {}

  /// Makes a document say `lists` and no more. One that says them already stays as it is.
  ///
  /// @throws GroupRefused with `CONSTRAINT_FAILURE` when more is said by what is there
  Written put(DocumentSelector selector, Precondition precondition, List<UserList> lists) {
    return put(selector, precondition, before -> edited(before, lists));
  }

  private XmlDocument edited(@Nullable XmlDocument before, List<UserList> lists) {
    if (before != null) {
      Optional<String> beyond = ListsXml.beyondJson(before);
      if (beyond.isPresent()) {
        throw new GroupRefused(
            Reason.CONSTRAINT_FAILURE,
            "lists: " + beyond.get() + " is more than JSON says (expected: change it as XML)");
      }
      if (ListsXml.lists(before).equals(lists)) {
        return before;
      }
    }
    return read(before, ListsXml.document(lists, before));
  }

  /// Makes or replaces a document.
  Written put(DocumentSelector selector, Precondition precondition, byte[] body) {
    return put(selector, precondition, before -> read(before, body));
  }

  private XmlDocument read(@Nullable XmlDocument before, byte[] octets) {
    Refusals.checkLength(NOUN, octets.length, maxBytes);
    return usage.read(before, octets);
  }

  private Written put(
      DocumentSelector selector,
      Precondition precondition,
      Function<@Nullable XmlDocument, XmlDocument> next) {
    boolean[] created = new boolean[1];
    long version =
        change(
            selector,
            current -> {
              check(precondition, current);
              created[0] = current == null;
              return next.apply(current == null ? null : current.document());
            });
    return new Written(version, created[0]);
  }

  /// @throws GroupRefused with `UNKNOWN` when there is none
  void delete(DocumentSelector selector, Precondition precondition) {
    change(
        selector,
        current -> {
          check(precondition, current);
          if (current == null) {
            throw unknown(selector);
          }
          return null;
        });
  }

  private static void check(Precondition precondition, @Nullable StoredDocument current) {
    precondition.check(NOUN, current == null ? null : current.version());
  }

  private long change(DocumentSelector selector, DocumentHome.Edit edit) {
    try {
      return store.change(selector, edit);
    } catch (XcapConflictException e) {
      throw Refusals.of(NOUN, e);
    }
  }
}
