package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Which documents are the upstream's, and when it confirmed each. Thread-safe; blocks.
interface Validations {
  /// @param etag of the document that is here; null when it has none
  /// @param at when the upstream last confirmed it; null when it never did
  /// @param told until when it tells of changes; null when it does not
  record Validation(@Nullable String etag, @Nullable Instant at, @Nullable Instant told) {
    /// Whether it was confirmed less than `time` before `now`.
    boolean within(Duration time, Instant now) {
      return at != null && now.isBefore(at.plus(time));
    }

    boolean isTold(Instant now) {
      return told != null && now.isBefore(told);
    }
  }

  /// Empty when it is none of the upstream's.
  Optional<Validation> find(Kind kind, ImAddress uri);

  /// From now on it is the upstream's, though nothing was confirmed yet.
  void begin(Kind kind, ImAddress uri, Instant due);

  /// It was confirmed.
  ///
  /// @param etag of the document that is here; null when it has none
  /// @param due when it is to be asked for again
  void confirm(Kind kind, ImAddress uri, @Nullable String etag, Instant at, Instant due);

  /// Its changes are told.
  ///
  /// @param until in the past: not any more
  /// @return false when it is none of the upstream's
  boolean tell(Kind kind, ImAddress uri, Instant until, Instant due);

  /// It is to be asked for again, no earlier.
  void postpone(Kind kind, ImAddress uri, Instant due);

  /// It is none of the upstream's any more.
  void forget(Kind kind, ImAddress uri);

  /// Takes those that are due, the longest first: no other instance gets them before `lease`.
  List<Due> claim(int most, Instant now, Instant lease);

  Census census(Instant now);

  record Due(Kind kind, ImAddress uri) {}

  /// @param told those whose changes are told
  /// @param oldest when the one was confirmed that waits longest; null without any
  record Census(int documents, int told, @Nullable Instant oldest) {}
}
