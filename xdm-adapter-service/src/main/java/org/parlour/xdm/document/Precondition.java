package org.parlour.xdm.document;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.document.GroupRefused.Reason;

/// What a client demands of a thing as it is before its change.
public sealed interface Precondition {
  record None() implements Precondition {}

  /// There is no such thing yet (`If-None-Match: *`).
  record Absent() implements Precondition {}

  /// There is one (`If-Match: *`).
  record Present() implements Precondition {}

  /// It has one of these versions (`If-Match`).
  record OneOf(Set<Long> versions) implements Precondition {
    public OneOf {
      versions = Set.copyOf(versions);
    }
  }

  /// It has none of these versions (`If-None-Match`).
  record NoneOf(Set<Long> versions) implements Precondition {
    public NoneOf {
      versions = Set.copyOf(versions);
    }
  }

  /// @param current null when there is no such group
  /// @throws GroupRefused when it does not hold
  default void check(@Nullable Group current) {
    check("group", current == null ? null : current.version());
  }

  /// @param noun for the message
  /// @param version of what is there, null when there is nothing
  /// @throws GroupRefused when it does not hold
  default void check(String noun, @Nullable Long version) {
    if (!holds(version)) {
      throw new GroupRefused(
          Reason.PRECONDITION_FAILED,
          version == null ? noun + ": there is none" : noun + ": has ETag \"" + version + "\"");
    }
  }

  /// @param version of what is there, null when there is nothing
  default boolean holds(@Nullable Long version) {
    return switch (this) {
      case None() -> true;
      case Absent() -> version == null;
      case Present() -> version != null;
      case OneOf(Set<Long> versions) -> version != null && versions.contains(version);
      case NoneOf(Set<Long> versions) -> version == null || !versions.contains(version);
    };
  }
}
