package org.parlour.xdm.watch;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupPlace;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.PercentCoding;
import org.parlour.xdm.xcap.XcapUriException;

/// Which places XCAP URIs name for a user (RFC 5875): in the own tree a document, or a collection,
/// whose place ends with a slash; outside of it documents only, of groups as their members see
/// them, and for other servers those of any user. What names nothing of that is passed over, be it
/// another user's tree, a part of a document, or no XCAP URI at all. Pure.
final class Selections {
  private static final String USERS = "users";
  private static final String GLOBAL = "global";

  /// Of a path outside of the own tree, and whoever asks about it: an index holds no more.
  private static final int LONGEST = 2_000;

  private final ApplicationUsages usages;
  private final String rootPath;
  private final Predicate<ImAddress> servers;

  /// @param root the XCAP root as clients know it, without a slash at the end
  /// @param servers who may read every document
  Selections(ApplicationUsages usages, String root, Predicate<ImAddress> servers) {
    this.usages = usages;
    this.rootPath = URI.create(root).getPath();
    this.servers = servers;
  }

  /// @param own places in the own tree
  /// @param elsewhere documents outside of it, whether or not the user may read them
  record Selected(List<String> own, List<DocumentSelector> elsewhere) {
    /// Those that the user may be told of.
    List<String> places() {
      return Stream.concat(own.stream(), elsewhere.stream().map(DocumentSelector::path)).toList();
    }
  }

  /// @param user canonical
  /// @param uris none: the whole own tree
  Selected of(ImAddress user, List<String> uris) {
    Set<String> own = new LinkedHashSet<>();
    Set<DocumentSelector> elsewhere = new LinkedHashSet<>();
    for (String uri : uris.isEmpty() ? List.of("/") : uris) {
      Named named = named(uri);
      if (named != null) {
        own.addAll(own(user.toString(), named));
        elsewhere(user, named).ifPresent(elsewhere::add);
      }
    }
    return new Selected(List.copyOf(own), List.copyOf(elsewhere));
  }

  /// What a URI says below the root.
  ///
  /// @param segments decoded
  private record Named(List<String> segments, boolean collection) {
    /// Of a document or collection in a tree that has so many segments itself.
    private String name(int tree) {
      return String.join("/", segments.subList(tree, segments.size()));
    }
  }

  private @Nullable Named named(String uri) {
    String relative = relative(uri);
    if (relative == null || relative.contains("~~") || relative.contains("?")) {
      return null;
    }
    List<String> segments = new ArrayList<>();
    try {
      for (String segment : relative.replaceFirst("^/", "").split("/", -1)) {
        segments.add(PercentCoding.decoded(segment));
      }
    } catch (XcapUriException e) {
      return null;
    }
    boolean collection = segments.getLast().isEmpty();
    if (collection) {
      segments.removeLast();
    }
    boolean odd = segments.stream().anyMatch(s -> s.isEmpty() || s.indexOf('/') >= 0);
    return odd ? null : new Named(segments, collection);
  }

  /// Whatever name or address clients know this server by; null for a URI of something else.
  private @Nullable String relative(String uri) {
    if (!uri.regionMatches(true, 0, "http", 0, 4) || !uri.contains("://")) {
      return uri;
    }
    int at = uri.indexOf(rootPath + "/");
    return at < 0 ? null : uri.substring(at + rootPath.length());
  }

  private List<String> own(String xui, Named named) {
    List<String> segments = named.segments();
    return switch (segments.size()) {
      case 0 -> usages.all().stream().map(usage -> path(usage.auid(), xui, "")).toList();
      case 1 -> inUsage(segments, xui, "");
      case 2 -> inUsage(segments, xui, "");
      default ->
          Xui.user(segments.get(2)).filter(user -> user.toString().equals(xui)).isPresent()
              ? inUsage(
                  segments,
                  xui,
                  named.name(3) + (named.collection() && segments.size() > 3 ? "/" : ""))
              : List.of();
    };
  }

  private List<String> inUsage(List<String> segments, String xui, String name) {
    boolean users = segments.size() == 1 || segments.get(1).equals(USERS);
    return users
        ? usages.find(segments.getFirst()).map(ApplicationUsage::auid).stream()
            .map(auid -> path(auid, xui, name))
            .toList()
        : List.of();
  }

  private static String path(String auid, String xui, String name) {
    return new DocumentSelector(auid, xui, name).path();
  }

  private Optional<DocumentSelector> elsewhere(ImAddress user, Named named) {
    List<String> segments = named.segments();
    if (named.collection() || segments.size() < 4 || usages.find(segments.getFirst()).isEmpty()) {
      return Optional.empty();
    }
    Optional<DocumentSelector> document =
        switch (segments.get(1)) {
          case GLOBAL -> ofGroup(segments.getFirst(), named.name(2));
          case USERS -> ofOther(user, named);
          default -> Optional.empty();
        };
    return document.filter(d -> d.path().length() + user.toString().length() <= LONGEST);
  }

  private static Optional<DocumentSelector> ofGroup(String auid, String name) {
    return auid.equals(ApplicationUsages.GROUPS) && name.startsWith(GroupPlace.BY_GROUP)
        ? Xui.user(name.substring(GroupPlace.BY_GROUP.length())).map(GroupPlace::ofMembers)
        : Optional.empty();
  }

  private Optional<DocumentSelector> ofOther(ImAddress user, Named named) {
    return servers.test(user)
        ? Xui.user(named.segments().get(2))
            .filter(owner -> !owner.equals(user))
            .map(
                owner ->
                    new DocumentSelector(
                        named.segments().getFirst(), owner.toString(), named.name(3)))
        : Optional.empty();
  }
}
