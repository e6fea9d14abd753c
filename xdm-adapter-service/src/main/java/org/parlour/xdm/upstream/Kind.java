package org.parlour.xdm.upstream;

import java.util.Locale;

/// What an upstream XDMS may keep.
enum Kind {
  /// Documents of groups, by G.
  GROUP,
  /// Documents with the rules of users, by the user's address.
  RULES;

  /// In metrics, and in the table.
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
