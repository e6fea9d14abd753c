package org.parlour.history.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.HistoryCommand.ConversationEnded;
import org.parlour.contracts.history.HistoryCommand.ConversationStarted;
import org.parlour.contracts.history.HistoryCommand.ParticipantJoined;
import org.parlour.contracts.history.HistoryCommand.ParticipantLeft;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.parlour.protocol.address.ImAddress;

/// Valid records; a test changes what matters to it.
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");
  public static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  public static final ImAddress BOB = ImAddress.parse("sip:bob@example.org");
  public static final ImAddress LOBBY = ImAddress.parse("sip:lobby@im.example.org");

  private Samples() {}

  /// So many seconds after [#NOON].
  public static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  public static ImAddress session(String recording) {
    return ImAddress.parse("sip:lobby@im.example.org;session=" + recording);
  }

  public static HistoryCommand started(String recording, long seconds) {
    return new ConversationStarted(
        recording, at(seconds), session(recording), LOBBY, "lunch", ALICE);
  }

  public static HistoryCommand joined(String recording, long seconds, ImAddress who) {
    return new ParticipantJoined(recording, at(seconds), who, who.user());
  }

  public static HistoryCommand left(String recording, long seconds, ImAddress who) {
    return new ParticipantLeft(recording, at(seconds), who);
  }

  public static HistoryCommand ended(String recording, long seconds) {
    return new ConversationEnded(recording, at(seconds));
  }

  public static byte[] cpim(String contentType, byte[] content) {
    byte[] head =
        ("""
         From: <sip:alice@example.org>
         To: <sip:lobby@im.example.org>
         DateTime: 2026-11-25T12:00:00Z

         Content-Type: %s

         """
                .formatted(contentType))
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, whole, head.length, content.length);
    return whole;
  }

  public static byte[] text(String text) {
    return cpim("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Chunk said(String recording, long sequence, String text) {
    return chunk(recording, "m" + sequence, sequence, text(text), 0, true);
  }

  public static Chunk chunk(
      String recording, String message, long sequence, byte[] data, long offset, boolean last) {
    return chunk(recording, message, sequence, null, "message/cpim", data, offset, last);
  }

  public static Chunk chunk(
      String recording,
      String message,
      long sequence,
      @Nullable ImAddress privateTo,
      String contentType,
      byte[] data,
      long offset,
      boolean last) {
    return new Chunk(
        recording,
        message,
        sequence,
        at(sequence),
        ALICE,
        "Alice",
        privateTo,
        contentType,
        offset,
        data,
        last,
        false);
  }

  /// `body` cut into pieces of `length` octets.
  public static List<Chunk> pieces(
      String recording, String message, long sequence, byte[] body, int length) {
    List<Chunk> pieces = new ArrayList<>();
    for (int offset = 0; offset < body.length; offset += length) {
      int end = Math.min(body.length, offset + length);
      pieces.add(
          chunk(
              recording,
              message,
              sequence,
              Arrays.copyOfRange(body, offset, end),
              offset,
              end == body.length));
    }
    return pieces;
  }
}
