package org.parlour.edge.inbound;

import java.util.Locale;

/// The To-tag of what the edge answers by itself: the same for a retransmission, so that no state
/// is needed (RFC 3261 §8.2.7), and known again in the ACK.
final class RefusalTag {
  private static final String PREFIX = "edge-";

  private RefusalTag() {}

  static String of(String request) {
    long hash = 1125899906842597L;
    for (int i = 0; i < request.length(); i++) {
      hash = 31 * hash + request.charAt(i);
    }
    return PREFIX + Long.toHexString(hash).toLowerCase(Locale.ROOT);
  }

  static boolean is(String tag) {
    return tag.startsWith(PREFIX);
  }
}
