package org.parlour.xdm.watch;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.PercentCoding;
import org.parlour.xdm.xcap.XcapUriException;

/// Which places of a user's own tree XCAP URIs name (RFC 5875): a document, or a collection,
/// whose place ends with a slash. What names nothing there is passed over, be it another user's
/// tree, a part of a document, or no XCAP URI at all. Pure.
final class Selections {
  private static final String USERS = "users";

  private final ApplicationUsages usages;
  private final String rootPath;

  /// @param root the XCAP root as clients know it, without a slash at the end
  Selections(ApplicationUsages usages, String root) {
    this.usages = usages;
    this.rootPath = URI.create(root).getPath();
  }

  /// @param xui of the user, canonical
  /// @param uris none: the whole tree
  List<String> places(String xui, List<String> uris) {
    Set<String> places = new LinkedHashSet<>();
    for (String uri : uris.isEmpty() ? List.of("/") : uris) {
      places.addAll(place(xui, uri));
    }
    return List.copyOf(places);
  }

  static boolean covers(List<String> places, String path) {
    return places.stream()
        .anyMatch(place -> place.endsWith("/") ? path.startsWith(place) : path.equals(place));
  }

  private List<String> place(String xui, String uri) {
    String relative = relative(uri);
    if (relative == null || relative.contains("~~") || relative.contains("?")) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    try {
      for (String segment : relative.replaceFirst("^/", "").split("/", -1)) {
        segments.add(PercentCoding.decoded(segment));
      }
    } catch (XcapUriException e) {
      return List.of();
    }
    boolean collection = segments.getLast().isEmpty();
    if (collection) {
      segments.removeLast();
    }
    return place(xui, segments, collection);
  }

  /// Whatever name or address clients know this server by; null for a URI of something else.
  private @Nullable String relative(String uri) {
    if (!uri.regionMatches(true, 0, "http", 0, 4) || !uri.contains("://")) {
      return uri;
    }
    int at = uri.indexOf(rootPath + "/");
    return at < 0 ? null : uri.substring(at + rootPath.length());
  }

  private List<String> place(String xui, List<String> segments, boolean collection) {
    if (segments.contains("") || segments.stream().anyMatch(s -> s.indexOf('/') >= 0)) {
      return List.of();
    }
    return switch (segments.size()) {
      case 0 -> usages.all().stream().map(usage -> path(usage.auid(), xui, "")).toList();
      case 1 -> inUsage(segments, xui, "");
      case 2 -> inUsage(segments, xui, "");
      default ->
          Xui.user(segments.get(2)).filter(user -> user.toString().equals(xui)).isPresent()
              ? inUsage(
                  segments,
                  xui,
                  String.join("/", segments.subList(3, segments.size()))
                      + (collection && segments.size() > 3 ? "/" : ""))
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
}
