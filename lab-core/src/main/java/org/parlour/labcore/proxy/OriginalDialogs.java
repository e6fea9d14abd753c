package org.parlour.labcore.proxy;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.client.transaction.Tokens;
import org.parlour.labcore.criteria.SessionCase;

/// Requests that are out at an application server (3GPP TS 24.229 §5.4.3.3): the user part of our
/// Route tells where their criteria go on when they return. Kept for 5 minutes.
final class OriginalDialogs {
  private static final long LIFETIME_MILLIS = 300_000;

  private final InstantSource clock;
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  OriginalDialogs(InstantSource clock) {
    this.clock = clock;
  }

  /// @param servedUser whose criteria are being worked off
  /// @param next index of the criterion to go on with
  record Pending(String servedUser, SessionCase sessionCase, int next, long expiresAt) {}

  /// The user part for the Route that brings the request back.
  String remember(String servedUser, SessionCase sessionCase, int next) {
    long now = clock.millis();
    Iterator<Pending> oldest = pending.values().iterator();
    while (oldest.hasNext() && oldest.next().expiresAt() <= now) {
      oldest.remove();
    }
    String token = "odi-" + Tokens.random(22);
    pending.put(token, new Pending(servedUser, sessionCase, next, now + LIFETIME_MILLIS));
    return token;
  }

  @Nullable Pending recall(String token) {
    return pending.get(token);
  }
}
