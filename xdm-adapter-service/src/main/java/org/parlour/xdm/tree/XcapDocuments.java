package org.parlour.xdm.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsage.Writer;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentEditor;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.NodeSelector;
import org.parlour.xdm.xcap.Part;
import org.parlour.xdm.xcap.PercentCoding;
import org.parlour.xdm.xcap.Suspicion;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapError;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xcap.XcapRefused.Reason;
import org.parlour.xdm.xcap.XcapUriException;
import org.parlour.xdm.xml.XmlDocument;

/// Answers XCAP requests (RFC 4825 §8). Thread-safe; blocks.
///
/// All methods throw [XcapRefused], and those that change something [XcapConflictException] too.
public final class XcapDocuments {
  private final ApplicationUsages usages;
  private final DocumentHome store;
  private final Map<String, DocumentHome> homes;
  private final Set<ImAddress> servers;

  /// @param homes of usages whose documents do not simply lie in `store`, by AUID
  /// @param servers who may read every document, canonical
  public XcapDocuments(
      ApplicationUsages usages,
      DocumentHome store,
      Map<String, DocumentHome> homes,
      Set<ImAddress> servers) {
    this.usages = usages;
    this.store = store;
    this.homes = Map.copyOf(homes);
    this.servers = Set.copyOf(servers);
  }

  /// @param version of the document
  /// @param mediaType of `body`
  public record Found(long version, String mediaType, byte[] body) {}

  /// @param created whether what is addressed was not there before
  public record Written(long version, boolean created) {}

  /// A document, or a part of one.
  public Found get(XcapRequest request) {
    ApplicationUsage usage = usage(request);
    DocumentSelector selector = reached(request, usage, isServer(request));
    Optional<NodeSelector> node = node(request, usage);
    StoredDocument document =
        found(request, usage, selector).orElseThrow(() -> notFound("document"));
    if (node.isEmpty()) {
      return new Found(document.version(), usage.mediaType(), document.body());
    }
    Part part = Part.of(document.document(), node.get()).orElseThrow(() -> notFound("node"));
    return new Found(document.version(), part.mediaType(), part.body().getBytes(UTF_8));
  }

  private Optional<StoredDocument> found(
      XcapRequest request, ApplicationUsage usage, DocumentSelector selector) {
    if (usage.writer() == Writer.COMPUTED) {
      return computed(request, usage, selector);
    }
    return selector.xui() == null
        ? home(usage).view(selector, isServer(request) ? null : request.user())
        : home(usage).find(selector);
  }

  private boolean isServer(XcapRequest request) {
    return request.user() != null && isServer(request.user());
  }

  /// Whether it may read every document.
  ///
  /// @param user canonical
  public boolean isServer(ImAddress user) {
    return servers.contains(user);
  }

  /// A stored document as it is here, and who may see it.
  ///
  /// @param selector with a canonical XUI
  public Optional<DocumentHome.Shown> shown(DocumentSelector selector) {
    return usages
        .find(selector.auid())
        .filter(usage -> usage.writer() != Writer.COMPUTED)
        .flatMap(usage -> home(usage).shown(selector));
  }

  /// Makes or replaces a document, or a part of one.
  ///
  /// @param mediaType of `body`, without parameters, lower case
  public Written put(
      XcapRequest request, Precondition precondition, @Nullable String mediaType, byte[] body) {
    ApplicationUsage usage = usage(request);
    DocumentSelector selector = reached(request, usage, false);
    Optional<NodeSelector> node = node(request, usage);
    boolean owned = usage.writer() == Writer.OWNER && selector.xui() != null;
    checkWritable(usage, node, owned);
    String expected =
        node.map(n -> n.terminal() instanceof NodeSelector.Whole ? Part.ELEMENT : Part.ATTRIBUTE)
            .orElse(usage.mediaType());
    if (!expected.equals(mediaType)) {
      throw new XcapRefused(
          Reason.WRONG_MEDIA_TYPE, "Content-Type: " + mediaType + " (expected: " + expected + ")");
    }
    boolean[] created = new boolean[1];
    long version =
        home(usage)
            .change(
                selector,
                current -> {
                  check(precondition, current);
                  return put(request, usage, node, current, body, created);
                });
    return new Written(version, created[0]);
  }

  private static XmlDocument put(
      XcapRequest request,
      ApplicationUsage usage,
      Optional<NodeSelector> node,
      @Nullable StoredDocument current,
      byte[] body,
      boolean[] created) {
    if (node.isEmpty()) {
      created[0] = current == null;
      return usage.read(current == null ? null : current.document(), body);
    }
    if (current == null) {
      throw new XcapConflictException(new XcapError.NoParent("there is no such document", null));
    }
    try {
      DocumentEditor.Edited edited = DocumentEditor.put(current.document(), node.get(), body);
      created[0] = edited.created();
      usage.check(current.document(), edited.document());
      return edited.document();
    } catch (XcapConflictException e) {
      throw located(request, e);
    }
  }

  /// Deletes a document, or a part of one.
  ///
  /// @return the version after it
  public long delete(XcapRequest request, Precondition precondition) {
    ApplicationUsage usage = usage(request);
    DocumentSelector selector = reached(request, usage, false);
    Optional<NodeSelector> node = node(request, usage);
    checkWritable(usage, node, usage.writer() != Writer.COMPUTED && selector.xui() != null);
    return home(usage)
        .change(
            selector,
            current -> {
              if (current == null) {
                throw notFound("document");
              }
              check(precondition, current);
              return node.map(n -> without(usage, current, n)).orElse(null);
            });
  }

  private static XmlDocument without(
      ApplicationUsage usage, StoredDocument current, NodeSelector node) {
    XmlDocument next =
        DocumentEditor.delete(current.document(), node).orElseThrow(() -> notFound("node"));
    usage.check(current.document(), next);
    return next;
  }

  private ApplicationUsage usage(XcapRequest request) {
    return usages
        .find(request.uri().document().auid())
        .orElseThrow(() -> notFound("application usage"));
  }

  /// The document's selector with a canonical XUI, when the user may reach it.
  ///
  /// @param everywhere whether the user may reach the trees of all others too
  private DocumentSelector reached(
      XcapRequest request, ApplicationUsage usage, boolean everywhere) {
    DocumentSelector selector = request.uri().document();
    if (usage.auid().equals(ApplicationUsages.CAPABILITIES)) {
      return selector;
    }
    ImAddress user = request.user();
    if (user == null) {
      throw new XcapRefused(Reason.UNAUTHENTICATED, "user: unknown (expected: a login)");
    }
    if (selector.xui() == null) {
      return selector;
    }
    ImAddress owner = Xui.user(selector.xui()).orElseThrow(() -> notFound("user"));
    if (!everywhere && !owner.equals(user)) {
      throw new XcapRefused(
          Reason.FORBIDDEN,
          "tree: of another user (expected: the own one)",
          Suspicion.OTHER_TREE,
          null);
    }
    return new DocumentSelector(selector.auid(), owner.toString(), selector.name());
  }

  private static Optional<NodeSelector> node(XcapRequest request, ApplicationUsage usage) {
    try {
      return request.uri().selector(usage.namespace());
    } catch (XcapUriException e) {
      throw new XcapRefused(Reason.MALFORMED_URI, String.valueOf(e.getMessage()), e.suspicion(), e);
    }
  }

  private static void checkWritable(
      ApplicationUsage usage, Optional<NodeSelector> node, boolean writer) {
    boolean namespaces =
        node.filter(n -> n.terminal() instanceof NodeSelector.Namespaces).isPresent();
    if (namespaces || usage.writer() == Writer.COMPUTED) {
      throw new XcapRefused(Reason.READ_ONLY, "method: a change (expected: GET)");
    }
    if (!writer) {
      throw new XcapRefused(Reason.FORBIDDEN, "document: of the server (expected: the own one)");
    }
  }

  private static void check(Precondition precondition, @Nullable StoredDocument current) {
    if (!precondition.holds(current == null ? null : current.version())) {
      throw new XcapRefused(
          Reason.PRECONDITION_FAILED,
          current == null ? "document: there is none" : "document: has another ETag");
    }
  }

  private Optional<StoredDocument> computed(
      XcapRequest request, ApplicationUsage usage, DocumentSelector selector) {
    String xui = selector.xui();
    boolean capabilities = usage.auid().equals(ApplicationUsages.CAPABILITIES);
    if (capabilities && xui == null && selector.name().equals("index")) {
      return Optional.of(computed(selector, Computed.capabilities(usages.all())));
    }
    if (!capabilities && xui != null && selector.name().equals("directory.xml")) {
      return Optional.of(computed(selector, Computed.directory(request.root(), inTree(xui))));
    }
    return Optional.empty();
  }

  /// What a user has, by AUID; not what is made when it is read.
  ///
  /// @param xui canonical
  public List<DocumentHome.Entry> inTree(String xui) {
    List<DocumentHome.Entry> entries = new ArrayList<>(store.list(xui));
    homes.values().forEach(home -> entries.addAll(home.list(xui)));
    entries.sort(Comparator.comparing(entry -> entry.selector().auid()));
    return entries;
  }

  private static StoredDocument computed(DocumentSelector selector, byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(body);
    return new StoredDocument(selector, sum.getValue(), body, Instant.EPOCH);
  }

  private DocumentHome home(ApplicationUsage usage) {
    return homes.getOrDefault(usage.auid(), store);
  }

  /// The same conflict, with the ancestor as a URI.
  private static XcapConflictException located(XcapRequest request, XcapConflictException e) {
    if (!(e.error() instanceof XcapError.NoParent(String phrase, String ancestor))
        || ancestor == null) {
      return e;
    }
    String uri =
        request.root()
            + "/"
            + request.uri().document().path()
            + "/~~/"
            + PercentCoding.encoded(ancestor);
    return new XcapConflictException(new XcapError.NoParent(phrase, uri));
  }

  private static XcapRefused notFound(String what) {
    return new XcapRefused(Reason.NOT_FOUND, what + ": there is none");
  }
}
