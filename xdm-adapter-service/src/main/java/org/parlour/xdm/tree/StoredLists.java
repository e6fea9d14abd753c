package org.parlour.xdm.tree;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupPlace;
import org.parlour.xdm.document.ReferredLists;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.NodeSelector;
import org.parlour.xdm.xcap.Selection;
import org.parlour.xdm.xcap.XcapUri;
import org.parlour.xdm.xcap.XcapUriException;
import org.parlour.xdm.xml.XmlDocument;
import org.parlour.xdm.xml.XmlElement;

/// Lists of users in their own trees (RFC 4826), by whatever name or address of this server an
/// anchor has. Thread-safe; blocks.
public final class StoredLists implements ReferredLists {
  private final DocumentHome store;
  private final ApplicationUsage usage;
  private final String rootPath;

  /// @param usage whose documents have lists
  /// @param root the XCAP root as clients know it, without a slash at the end
  public StoredLists(DocumentHome store, ApplicationUsage usage, String root) {
    this.store = store;
    this.usage = usage;
    this.rootPath = URI.create(root).getPath();
  }

  @Override
  public Optional<GroupPlace> place(String anchor) {
    return parsed(anchor).flatMap(this::place);
  }

  private Optional<GroupPlace> place(XcapUri uri) {
    DocumentSelector document = uri.document();
    return document.auid().equals(usage.auid()) && document.xui() != null
        ? Xui.user(document.xui()).map(user -> new GroupPlace(user.toString(), document.name()))
        : Optional.empty();
  }

  @Override
  public List<ImAddress> users(String anchor, @Nullable String owner) {
    List<ImAddress> users = new ArrayList<>();
    parsed(anchor).flatMap(uri -> list(uri, owner)).ifPresent(list -> enlist(list, users));
    return users;
  }

  private Optional<XmlElement> list(XcapUri uri, @Nullable String owner) {
    return place(uri)
        .filter(place -> owner == null || owner.equals(place.xui()))
        .flatMap(place -> store.find(new DocumentSelector(usage.auid(), place.xui(), place.name())))
        .flatMap(stored -> list(stored.document(), uri));
  }

  private Optional<XmlElement> list(XmlDocument document, XcapUri uri) {
    try {
      Optional<NodeSelector> node = uri.selector(usage.namespace());
      return node.isEmpty()
          ? Optional.of(document.root())
          : node.flatMap(selector -> Selection.element(document, selector));
    } catch (XcapUriException e) {
      return Optional.empty();
    }
  }

  private void enlist(XmlElement list, List<ImAddress> users) {
    for (XmlElement child : list.children()) {
      if (child.is(usage.namespace(), "list")) {
        enlist(child, users);
      } else if (child.is(usage.namespace(), "entry")) {
        child.attribute("uri").flatMap(Xui::user).ifPresent(users::add);
      }
    }
  }

  private Optional<XcapUri> parsed(String anchor) {
    int query = anchor.indexOf('?');
    String path = relative(query < 0 ? anchor : anchor.substring(0, query));
    try {
      return Optional.of(
          XcapUri.parse(
              path.replaceFirst("^/", ""), query < 0 ? null : anchor.substring(query + 1)));
    } catch (XcapUriException e) {
      return Optional.empty();
    }
  }

  private String relative(String uri) {
    int root = uri.indexOf(rootPath + "/");
    return root < 0 ? uri : uri.substring(root + rootPath.length());
  }
}
