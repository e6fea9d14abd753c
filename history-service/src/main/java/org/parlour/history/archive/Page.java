package org.parlour.history.archive;

import java.util.List;
import java.util.function.Function;

/// A part of an ordered result.
///
/// @param more whether something follows the last item
public record Page<T>(List<T> items, boolean more) {
  public Page {
    items = List.copyOf(items);
  }

  /// Makes a page of `limit` items out of a query that asked for one more.
  static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> toItem) {
    return new Page<>(rows.stream().limit(limit).map(toItem).toList(), rows.size() > limit);
  }
}
