package org.parlour.xdm.document;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Keeps things that are published before they are stored, and the publications of them that are
/// under way. Thread-safe; every method is one transaction, done as a whole or, with an exception,
/// not at all.
///
/// @param <S> a thing as it is stored
/// @param <C> what it says
public interface PublicationStore<S, C> {
  /// Begins the publication of a change.
  ///
  /// @param check throws when the change must not be; gets null when there is no such thing
  /// @param due until the publication must be settled
  /// @throws GroupRefused with `BUSY` when another publication of the same is under way
  Publication<S> prepare(ImAddress uri, Consumer<@Nullable S> check, Duration due);

  /// Ends a publication that was acknowledged: now the thing is what was published.
  ///
  /// @param content null when it is no more
  /// @throws GroupRefused with `NOT_PUBLISHED` when the publication's time was over and it is
  ///     undone
  void settle(Publication<S> publication, @Nullable C content);

  /// Ends a publication of unknown fate: it is to be undone at once.
  void abandon(Publication<S> publication);

  /// Undoes one publication whose time is over.
  ///
  /// @return false when there was none
  boolean correctOne(Correction<C> publish);

  /// What a thing is called, in messages and names of metrics.
  String noun();

  /// How many publications are not settled.
  int unsettled();

  /// How many things are stored.
  int count();

  /// Makes a correction due of everything that is stored and not under way: so all of it is
  /// published once more, each under a higher version.
  ///
  /// @return of how many
  int correctAll();

  /// @param uri canonical
  /// @param token tells this publication from every other of the same
  /// @param before the thing as it is stored until the publication is settled; null when there is
  ///     none
  record Publication<S>(ImAddress uri, UUID token, long version, @Nullable S before) {}

  @FunctionalInterface
  interface Correction<C> {
    /// Returns when it is published.
    ///
    /// @param version higher than all before
    /// @param stored null when nothing is stored
    void publish(ImAddress uri, long version, @Nullable C stored);
  }
}
