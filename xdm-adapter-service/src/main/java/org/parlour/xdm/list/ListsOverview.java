package org.parlour.xdm.list;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.tree.StoredDocument;

/// What lists a user has.
///
/// @param documents by name
record ListsOverview(List<Document> documents) {

  /// @param version the same as the ETag
  /// @param partial it says more than JSON can, and is changed as XML only
  record Document(
      @Schema(example = "index") String name,
      @Schema(example = "17") long version,
      Instant updated,
      boolean partial,
      List<Summary> lists) {
    static Document of(StoredDocument stored) {
      return new Document(
          stored.selector().name(),
          stored.version(),
          stored.updated(),
          ListsXml.beyondJson(stored.document()).isPresent(),
          ListsXml.lists(stored.document()).stream().map(Summary::of).toList());
    }
  }

  /// @param name null where the list has none
  /// @param entries how many users stand in it; those of lists within it are not counted
  record Summary(
      @Schema(example = "friends") @Nullable String name,
      @Schema(example = "My friends") @Nullable String displayName,
      @Schema(example = "2") int entries) {
    static Summary of(UserList list) {
      return new Summary(list.name(), list.displayName(), list.entries().size());
    }
  }

  static ListsOverview of(List<StoredDocument> documents) {
    return new ListsOverview(documents.stream().map(Document::of).toList());
  }
}
