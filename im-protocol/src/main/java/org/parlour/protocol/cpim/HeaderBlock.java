package org.parlour.protocol.cpim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Utf8;

/// A run of header lines up to a blank one. Lines may end with LF alone.
final class HeaderBlock {
  private static final int MAX_LINES = 128;

  private HeaderBlock() {}

  /// The index behind the blank line that ends the block at `from`, or -1 when it is not there
  /// before `limit`.
  static int endOf(ByteBuffer bytes, int from, int limit) {
    int line = from;
    for (int i = from; i < limit; i++) {
      if (bytes.get(i) == '\n') {
        if (i == line || i == line + 1 && bytes.get(line) == '\r') {
          return i + 1;
        }
        line = i + 1;
      }
    }
    return -1;
  }

  /// The lines of the block that ends at `end`.
  static List<CpimHeader> read(ByteBuffer bytes, int from, int end) throws MalformedBodyException {
    String text = Utf8.decode("cpim", bytes.duplicate().limit(end).position(from));
    List<CpimHeader> headers = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int stop = text.indexOf('\n', start);
      String line = text.substring(start, stop < 0 ? text.length() : stop);
      start += line.length() + 1;
      line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!line.isEmpty()) {
        if (headers.size() == MAX_LINES) {
          throw new MalformedBodyException(
              "cpim: too many header lines (expected: <= " + MAX_LINES + ")");
        }
        headers.add(CpimHeader.read(line));
      }
    }
    return headers;
  }

  static void write(StringBuilder out, List<CpimHeader> headers) {
    for (CpimHeader header : headers) {
      out.append(header.name()).append(':').append(header.parameters()).append(' ');
      out.append(header.value()).append("\r\n");
    }
    out.append("\r\n");
  }
}
