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
  record Validation(@Nullable String etag, @Nullable Instant at) {
    /// Whether it was confirmed less than `time` before `now`.
    boolean within(Duration time, Instant now) {
      return at != null && now.isBefore(at.plus(time));
    }
  }

  /// Empty when it is none of the upstream's.
  Optional<Validation> find(Kind kind, ImAddress uri);

  /// From now on it is the upstream's, though nothing was confirmed yet.
  void begin(Kind kind, ImAddress uri, Instant due);

  /// It was confirmed.
  ///
  /// @param due when it is to be asked for again
  void confirm(Kind kind, ImAddress uri, Validation validation, Instant due);

  /// It is to be asked for again, no earlier.
  void postpone(Kind kind, ImAddress uri, Instant due);

  /// It is none of the upstream's any more.
  void forget(Kind kind, ImAddress uri);

  /// Takes those that are due, the longest first: no other instance gets them before `lease`.
  List<Due> claim(int most, Instant now, Instant lease);

  Census census();

  record Due(Kind kind, ImAddress uri) {}

  /// @param oldest when the one was confirmed that waits longest; null without any
  record Census(int documents, @Nullable Instant oldest) {}
}
