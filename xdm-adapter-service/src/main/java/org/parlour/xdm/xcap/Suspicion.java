package org.parlour.xdm.xcap;

import java.util.Locale;

/// What attackers try, and clients hardly by mistake. Such a request is refused like any other;
/// operators are told of it as well.
public enum Suspicion {
  /// A document type, which could define entities.
  DOCUMENT_TYPE,
  /// Elements in elements, far deeper than any document.
  DEPTH,
  /// A path with steps up, hidden slashes, control characters, or octets that are no UTF-8.
  PATH,
  /// Another user's tree.
  OTHER_TREE,
  /// Password after password.
  GUESSES;

  /// As metrics and logs name it.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
