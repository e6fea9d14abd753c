package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;

/// The answer to a [org.parlour.contracts.xdm.DocumentsQuestion], under the user's key. It may come
/// again.
///
/// @param question its id
/// @param root the XCAP root as clients know it, without a slash at the end
/// @param places what the user may be told of: selectors of documents, and of collections, which
///     end with a slash; all relative to the root, encoded
/// @param documents that are there now
public record DocumentsFound(
    Instant at, String question, String root, List<String> places, List<Document> documents)
    implements SignallingInput {
  public DocumentsFound {
    places = List.copyOf(places);
    documents = List.copyOf(documents);
  }

  /// Whether the document at `path` is one of `places`, or lies in one.
  public static boolean covers(List<String> places, String path) {
    return places.stream()
        .anyMatch(place -> place.endsWith("/") ? path.startsWith(place) : path.equals(place));
  }

  /// @param path as in [DocumentChanged], and so are the others
  public record Document(String path, long version, String etag) {}
}
