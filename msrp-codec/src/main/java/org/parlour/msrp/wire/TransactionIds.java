package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.parlour.msrp.message.TransactionId;

/// Draws transaction ids and message ids that nobody can guess: 65 random bits as 13 letters and
/// digits. Random octets are drawn in blocks, which makes an id as cheap as a counter.
///
/// One owner: not thread-safe.
public final class TransactionIds {
  /// Characters of an id.
  public static final int LENGTH = 13;

  private static final byte[] ALPHABET =
      "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DASHES = "-------".getBytes(StandardCharsets.US_ASCII);
  private static final int BLOCK = LENGTH * 256;

  private final Consumer<byte[]> random;
  private final byte[] block = new byte[BLOCK];
  private int used = BLOCK;

  public TransactionIds() {
    this(new KeyStream()::fill);
  }

  public TransactionIds(SecureRandom random) {
    this(random::nextBytes);
  }

  private TransactionIds(Consumer<byte[]> random) {
    this.random = random;
  }

  public TransactionId next() {
    return new TransactionId(nextText());
  }

  /// A fresh Message-ID.
  public String nextText() {
    byte[] id = new byte[LENGTH];
    next(id);
    return new String(id, StandardCharsets.US_ASCII);
  }

  /// Fills `id`, of [#LENGTH] octets: for those who write many.
  public void next(byte[] id) {
    if (used == BLOCK) {
      random.accept(block);
      used = 0;
    }
    for (int i = 0; i < LENGTH; i++) {
      id[i] = ALPHABET[block[used++] & 31];
    }
  }

  /// An id whose end-line does not stand in `body` (RFC 4975 §7.1). Borrows `body`.
  public TransactionId nextFor(ByteBuf body) {
    TransactionId id = next();
    if (mayHoldEndLine(body)) {
      while (holds(body, id)) {
        id = next();
      }
    }
    return id;
  }

  /// Whether any end-line can stand in `body`; almost never. Borrows `body`.
  public static boolean mayHoldEndLine(ByteBuf body) {
    return indexOf(body, DASHES) >= 0;
  }

  /// Whether the end-line of `id` may stand in `body`. Borrows `body`.
  public static boolean holds(ByteBuf body, TransactionId id) {
    byte[] line = ("-------" + id.value()).getBytes(StandardCharsets.US_ASCII);
    return indexOf(body, line) >= 0;
  }

  private static int indexOf(ByteBuf in, byte[] pattern) {
    int length = pattern.length;
    int index = in.indexOf(in.readerIndex(), in.writerIndex(), pattern[0]);
    while (index >= 0 && in.writerIndex() - index >= length) {
      int matched = 1;
      while (matched < length && in.getByte(index + matched) == pattern[matched]) {
        matched++;
      }
      if (matched == length) {
        return index;
      }
      index = in.indexOf(index + 1, in.writerIndex(), pattern[0]);
    }
    return -1;
  }
}
