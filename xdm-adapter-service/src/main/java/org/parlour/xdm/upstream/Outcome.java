package org.parlour.xdm.upstream;

import java.util.Locale;

/// How a request to the upstream ends, for metrics.
enum Outcome {
  CHANGED,
  UNCHANGED,
  ABSENT,

  /// A status of 300 to 399 but 304: no redirection is followed.
  REDIRECTED,
  FORBIDDEN,
  WRONG_TYPE,
  TOO_LARGE,
  /// Not well-formed, or with a document type.
  MALFORMED,
  /// Well-formed, and no document that may be here.
  INVALID,
  /// A status that means nothing here, or a 304 that nobody asked for.
  UNEXPECTED,

  /// It does not know us.
  UNAUTHENTICATED,
  /// 429 or 503.
  BUSY,
  /// Another status of 500 to 599.
  BROKEN,
  /// No whole answer in time.
  SLOW,
  UNREACHABLE,
  /// It was not asked: it failed a short time ago.
  BACKING_OFF;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
