package org.parlour.mswitch.session;

import java.time.Duration;

/// What a session may hold and how long it waits.
///
/// @param messageBytes largest message; beyond it 413
/// @param openMessages most incomplete messages of a leg at a time; beyond it 413
/// @param chunkPatience how long an incomplete message may wait for its next chunk
/// @param waitingBytes what is kept for a leg without a connection
/// @param waitingMessages likewise
/// @param queueBytes what a connected leg may be behind; beyond it the leg is dropped
/// @param queueMessages likewise
/// @param throttleBytes when every receiver of a message is so far behind, its sender is not read
///     from
/// @param stallTimeout how long a leg may take nothing of what waits for it
/// @param connectTimeout how long a leg may stay without a connection at first
/// @param nicknameTimeout how long a NICKNAME waits for the conference
/// @param storeSuspend when Kafka has not acknowledged a copy for so long, senders are not read
///     from
/// @param storeTimeout when it has not for so long, the sender is answered 408
/// @param storeFailOpen let an archived conversation go on without copies instead: after
///     `storeSuspend` nobody waits any longer
/// @param snapshotRetry how long the answer to a snapshot request is waited for
public record SessionLimits(
    long messageBytes,
    int openMessages,
    Duration chunkPatience,
    int waitingBytes,
    int waitingMessages,
    int queueBytes,
    int queueMessages,
    int throttleBytes,
    Duration stallTimeout,
    Duration connectTimeout,
    Duration nicknameTimeout,
    Duration storeSuspend,
    Duration storeTimeout,
    boolean storeFailOpen,
    Duration snapshotRetry) {
  public SessionLimits {
    if (throttleBytes >= queueBytes) {
      throw new IllegalArgumentException(
          "throttleBytes: " + throttleBytes + " (expected: below queueBytes, " + queueBytes + ")");
    }
  }
}
