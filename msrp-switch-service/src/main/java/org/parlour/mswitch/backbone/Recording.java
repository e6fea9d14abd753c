package org.parlour.mswitch.backbone;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;

/// Puts the chunks of one recording together again. What is not complete, or was given up, is left
/// out.
final class Recording {
  private final long before;
  private final Map<String, ByteArrayOutputStream> open = new HashMap<>();
  private final List<Recalled> complete = new ArrayList<>();

  /// @param before messages with this sequence number or a later one do not count
  Recording(long before) {
    this.before = before;
  }

  void add(MessageRecord record) {
    switch (record) {
      case MessageRecord.Aborted aborted -> open.remove(aborted.message());
      case MessageRecord.Chunk chunk -> {
        ByteArrayOutputStream body = bodyOf(chunk);
        if (body != null) {
          body.writeBytes(chunk.data());
          if (chunk.last()) {
            open.remove(chunk.message());
            complete.add(
                new Recalled(
                    chunk.sequence(),
                    chunk.sender(),
                    chunk.privateTo(),
                    chunk.contentType(),
                    body.toByteArray()));
          }
        }
      }
    }
  }

  /// @return null when the chunk is not the next one of its message
  private @Nullable ByteArrayOutputStream bodyOf(MessageRecord.Chunk chunk) {
    if (chunk.sequence() >= before) {
      return null;
    }
    if (chunk.offset() == 0) {
      open.put(chunk.message(), new ByteArrayOutputStream(chunk.data().length));
    }
    ByteArrayOutputStream body = open.get(chunk.message());
    return body != null && body.size() == chunk.offset() ? body : null;
  }

  /// In the order that all legs saw.
  List<Recalled> messages() {
    complete.sort(Comparator.comparingLong(Recalled::sequence));
    return List.copyOf(complete);
  }
}
