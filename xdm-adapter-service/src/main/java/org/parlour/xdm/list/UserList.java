package org.parlour.xdm.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of users, as far as JSON says it.
///
/// @param name null only where a document has none
/// @param entries in order
record UserList(@Nullable String name, @Nullable String displayName, List<Entry> entries) {
  UserList {
    entries = List.copyOf(entries);
  }

  /// @param address canonical; as it is written where it is none
  record Entry(String address, @Nullable String displayName) {}
}
