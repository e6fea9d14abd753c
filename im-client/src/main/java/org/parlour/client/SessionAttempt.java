package org.parlour.client;

import java.util.concurrent.CompletableFuture;

/// A session that is being set up by this client.
public interface SessionAttempt {
  /// Completes when the session was accepted and its media is connected.
  CompletableFuture<ImSession> session();

  /// Completes with the nanoseconds from sending the INVITE to its 200.
  CompletableFuture<Long> answered();

  /// Gives up; [#session()] then fails with 487. Thread: any.
  void cancel();
}
