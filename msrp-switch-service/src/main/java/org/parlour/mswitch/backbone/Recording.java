package org.parlour.mswitch.backbone;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;

/// Puts the chunks of one recording together again. What is not complete, was given up, or came
/// after another switch had taken over, is left out, and so are the oldest messages beyond a number
/// of octets: no leg may be so far behind.
final class Recording {
  private final long before;
  private final Map<String, ByteArrayOutputStream> open = new HashMap<>();
  private final PriorityQueue<Recalled> complete =
      new PriorityQueue<>(Comparator.comparingLong(Recalled::sequence));
  private final long mostBytes;
  private long takenOverFrom;
  private long bytes;
  private int leftOut;

  /// @param before messages with this sequence number or a later one do not count
  /// @param mostBytes of all messages that are kept
  Recording(long before, long mostBytes) {
    this.before = before;
    this.mostBytes = mostBytes;
  }

  void add(MessageRecord record) {
    switch (record) {
      case MessageRecord.Aborted aborted -> open.remove(aborted.message());
      case MessageRecord.TakenOver other ->
          takenOverFrom = Math.max(takenOverFrom, other.sequence());
      case MessageRecord.Chunk chunk -> {
        ByteArrayOutputStream body = bodyOf(chunk);
        if (body != null) {
          body.writeBytes(chunk.data());
          if (body.size() > mostBytes) {
            open.remove(chunk.message());
            leftOut++;
          } else if (chunk.last()) {
            open.remove(chunk.message());
            complete(chunk, body.toByteArray());
          }
        }
      }
    }
  }

  private void complete(MessageRecord.Chunk last, byte[] body) {
    complete.add(
        new Recalled(last.sequence(), last.sender(), last.privateTo(), last.contentType(), body));
    bytes += body.length;
    while (bytes > mostBytes) {
      bytes -= complete.remove().body().length;
      leftOut++;
    }
  }

  /// @return null when the chunk is not the next one of its message, or does not count
  private @Nullable ByteArrayOutputStream bodyOf(MessageRecord.Chunk chunk) {
    if (chunk.sequence() >= before || chunk.sequence() < takenOverFrom) {
      return null;
    }
    if (chunk.offset() == 0) {
      open.put(chunk.message(), new ByteArrayOutputStream(chunk.data().length));
    }
    ByteArrayOutputStream body = open.get(chunk.message());
    return body != null && body.size() == chunk.offset() ? body : null;
  }

  /// How many whole messages were too much.
  int leftOut() {
    return leftOut;
  }

  /// In the order that all legs saw.
  List<Recalled> messages() {
    return complete.stream().sorted(Comparator.comparingLong(Recalled::sequence)).toList();
  }
}
