package org.parlour.client.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a load's messages say, and which of them a copy is of.
final class PagerText {
  /// Some servers put `[sender]: ` before it.
  private static final Pattern COPY = Pattern.compile("(?:\\[[^]]*]: )?pager ([0-9]{1,18})");

  private PagerText() {}

  static String of(long number) {
    return "pager " + number;
  }

  /// The number of the message; -1 when the text is none of a load's.
  static long number(String text) {
    Matcher copy = COPY.matcher(text);
    return copy.matches() ? Long.parseLong(copy.group(1)) : -1;
  }
}
