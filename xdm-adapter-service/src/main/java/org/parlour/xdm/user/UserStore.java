package org.parlour.xdm.user;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.PublicationStore;

/// Keeps users. Thread-safe.
interface UserStore extends PublicationStore<User, UserContent> {
  /// By its address, or by one of its aliases.
  Optional<User> find(ImAddress address);

  /// Users by address.
  ///
  /// @param after the last one of the page before, null for the first page
  /// @param part of the address, or of an alias; null for any
  List<User> list(@Nullable ImAddress after, @Nullable String part, int limit);
}
