package org.parlour.xdm.upstream;

import java.util.Locale;

/// How a document here stands to that of the upstream.
enum Standing {
  /// It is this server's own.
  OWN,
  /// It came now, and was published.
  TAKEN,
  /// It was confirmed now, or a short time ago.
  FRESH,
  /// The upstream does not say, and what is here still counts.
  STALE,
  /// There is none.
  ABSENT,
  /// The upstream does not say, and what is here, if anything, does not count.
  LOST;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
