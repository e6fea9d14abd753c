package org.parlour.client;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.Setup;

/// How a session is offered.
///
/// @param subject null for none
/// @param setup [Setup#ACTIVE] connects out, as behind a NAT; the others open a port
/// @param oneMessage the session is to carry one message from this side (large-message mode)
public record SessionOptions(@Nullable String subject, Setup setup, boolean oneMessage) {
  public static final SessionOptions DEFAULT = new SessionOptions(null, Setup.ACTIVE, false);

  public SessionOptions withSubject(String text) {
    return new SessionOptions(text, setup, oneMessage);
  }

  public SessionOptions withSetup(Setup changed) {
    return new SessionOptions(subject, changed, oneMessage);
  }

  SessionOptions forOneMessage() {
    return new SessionOptions(subject, setup, true);
  }
}
