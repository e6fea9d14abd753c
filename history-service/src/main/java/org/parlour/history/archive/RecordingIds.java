package org.parlour.history.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Makes a conversation's id out of the name of its recording: whatever part of it comes first
/// knows the id without asking, and the id tells nobody the name.
final class RecordingIds {
  private RecordingIds() {}

  /// A UUID of version 8 (RFC 9562 §5.8): the first octets of SHA-256.
  static UUID of(String recording) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(recording.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /// PostgreSQL's resolution: what is compared must have been cut alike.
  static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
