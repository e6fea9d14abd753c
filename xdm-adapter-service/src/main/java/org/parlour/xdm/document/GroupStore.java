package org.parlour.xdm.document;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;

/// Keeps groups and the publications of them that are under way. Thread-safe; every method is one
/// transaction, done as a whole or, with an exception, not at all.
interface GroupStore {
  Optional<Group> find(ImAddress uri);

  Optional<Group> find(GroupPlace place);

  /// The groups in a user's tree, by name.
  List<Group> inTree(String xui);

  /// Groups by URI.
  ///
  /// @param after the last one of the page before, null for the first page
  /// @param text in the URI or the display name, whatever its case; empty for all
  List<Group> list(@Nullable ImAddress after, String text, int limit);

  /// Begins the publication of a change.
  ///
  /// @param check throws when the change must not be; gets null when there is no such group
  /// @param due until the publication must be settled
  /// @throws GroupRefused with `BUSY` when another publication of the group is under way
  Publication prepare(ImAddress uri, Consumer<@Nullable Group> check, Duration due);

  /// Ends a publication that was acknowledged: now the group is what was published.
  ///
  /// @param content null when the group is no more
  /// @throws GroupRefused with `NOT_PUBLISHED` when the publication's time was over and it is
  ///     undone
  void settle(Publication publication, @Nullable GroupContent content);

  /// Ends a publication of unknown fate: it is to be undone at once.
  void abandon(Publication publication);

  /// Undoes one publication whose time is over.
  ///
  /// @param publish gets the group's URI, a version higher than all before, and the definition as
  ///     it is stored, and returns when that is published
  /// @return false when there was none
  boolean correctOne(Correction publish);

  /// How many publications are not settled.
  int unsettled();

  /// @param token tells this publication from every other of the group
  record Publication(ImAddress uri, UUID token, long version) {}

  @FunctionalInterface
  interface Correction {
    void publish(ImAddress uri, long version, @Nullable Definition stored);
  }
}
