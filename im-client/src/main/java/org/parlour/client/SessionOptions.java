package org.parlour.client;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.Setup;

/// How a session is offered.
///
/// @param subject null for none
/// @param setup [Setup#ACTIVE] connects out, as behind a NAT; the others open a port
public record SessionOptions(@Nullable String subject, Setup setup) {
  public static final SessionOptions DEFAULT = new SessionOptions(null, Setup.ACTIVE);

  public SessionOptions withSubject(String text) {
    return new SessionOptions(text, setup);
  }

  public SessionOptions withSetup(Setup changed) {
    return new SessionOptions(subject, changed);
  }
}
