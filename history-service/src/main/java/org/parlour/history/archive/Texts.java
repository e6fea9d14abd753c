package org.parlour.history.archive;

import org.jspecify.annotations.Nullable;

/// PostgreSQL's `text` knows no NUL: a sender who puts one into a name must not stop the archive.
final class Texts {
  private static final String REPLACEMENT = "\uFFFD";

  private Texts() {}

  static boolean isStorable(String text) {
    return text.indexOf('\0') < 0;
  }

  static String storable(String text) {
    return isStorable(text) ? text : text.replace("\0", REPLACEMENT);
  }

  static @Nullable String storableOrNull(@Nullable String text) {
    return text == null ? null : storable(text);
  }
}
