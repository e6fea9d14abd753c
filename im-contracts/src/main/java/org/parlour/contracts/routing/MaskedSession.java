package org.parlour.contracts.routing;

import org.parlour.protocol.address.ImAddress;

/// S for people: enough to tell two sessions apart, too little to join one.
public final class MaskedSession {
  private static final int SHOWN = 6;
  private static final String SESSION = "session";

  private MaskedSession() {}

  public static String of(ImAddress s) {
    String token = s.parameter(SESSION).orElse("");
    return token.isEmpty()
        ? s.scheme() + ":" + cut(s.user(), SHOWN) + "@" + s.host()
        : s.canonical() + ";" + SESSION + "=" + cut(token, SHOWN - 2);
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(length, text.length())) + "…";
  }
}
