package org.parlour.contracts.xdm;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What a `<history>` element says (reference §11.2).
///
/// @param reference where one asks for what was recorded
/// @param size octets
/// @param expiry when it will be removed
/// @param date of the item
public record HistoryEntry(
    ImAddress reference,
    @Nullable Long size,
    @Nullable Instant expiry,
    @Nullable String subject,
    @Nullable Instant date,
    Content content) {
  public HistoryEntry {
    if (size != null && size < 0) {
      throw new IllegalArgumentException("size: " + size + " (expected: at least 0)");
    }
  }

  /// What it tells of.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
  public sealed interface Content {}

  /// A session.
  ///
  /// @param end null while it lasts
  /// @param people everybody who ever took part, as the others may see them
  public record Conference(
      Instant start, @Nullable Instant end, @Nullable String recordingName, People people)
      implements Content {}

  /// A message.
  ///
  /// @param people whom it is for
  /// @param authenticated the Authenticated Originator's IM Address
  public record Pager(Instant at, ImAddress from, People people, @Nullable ImAddress authenticated)
      implements Content {}

  /// A `<conf-list>` or `<recipient-list>`.
  ///
  /// @param group G, null where there is none
  public record People(
      List<Person> entries, @Nullable ImAddress group, @Nullable String groupName) {
    public People {
      entries = List.copyOf(entries);
    }

    /// Without a group.
    public static People of(List<Person> entries) {
      return new People(entries, null, null);
    }
  }

  /// An `<entry>`.
  public record Person(ImAddress address, @Nullable String displayName) {}
}
