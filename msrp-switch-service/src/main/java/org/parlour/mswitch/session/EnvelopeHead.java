package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Both header blocks of an envelope that was read, and where in them the next envelope of the same
/// sender may differ and still say the same: the values of DateTime and of ids.
final class EnvelopeHead {
  private static final String FROM = "From:";
  private static final String TIME = "DateTime:";
  private static final String ID = ".Message-ID:";

  private static final ByteProcessor PRINTABLE = octet -> octet >= ' ' && octet != 0x7f;

  /// Octets from `start` to before `end`.
  private record Span(int start, int end) {}

  private final ByteBuf octets;
  private final List<Span> free = new ArrayList<>(2);
  private boolean dated;
  private Span from = new Span(0, 0);

  /// @param message begins with the envelope; borrowed
  /// @param headerBytes of the message headers, their blank line included
  /// @param length of both blocks
  EnvelopeHead(ByteBuf message, int headerBytes, int length) {
    byte[] copy = new byte[length];
    message.getBytes(message.readerIndex(), copy);
    octets = Unpooled.wrappedBuffer(copy);
    String text = new String(copy, 0, headerBytes, StandardCharsets.ISO_8859_1);
    for (int line = 0; line < headerBytes; line = text.indexOf('\n', line) + 1) {
      note(text, line, text.indexOf('\n', line));
    }
  }

  private void note(String text, int line, int newline) {
    int end = newline > line && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
    int colon = text.indexOf(':', line);
    if (colon < 0 || colon > end) {
      return;
    }
    boolean time = text.startsWith(TIME, line);
    dated |= time;
    if (time || text.substring(line, colon + 1).endsWith(ID)) {
      free.add(new Span(colon + 1, end));
    } else if (text.startsWith(FROM, line)) {
      from = new Span(line, newline + 1);
    }
  }

  /// Whether there is a DateTime.
  boolean isDated() {
    return dated;
  }

  /// Octets before the From line, and up to behind it.
  int beforeFrom() {
    return from.start;
  }

  int throughFrom() {
    return from.end;
  }

  /// Whether `message` begins with a head that says the same. Borrows it.
  boolean fits(ByteBuf message) {
    int length = octets.readableBytes();
    if (message.readableBytes() < length) {
      return false;
    }
    int done = 0;
    for (int i = 0; i < free.size(); i++) {
      Span span = free.get(i);
      if (!same(message, done, span.start) || !isText(message, span)) {
        return false;
      }
      done = span.end;
    }
    return same(message, done, length);
  }

  private boolean same(ByteBuf message, int from, int to) {
    return ByteBufUtil.equals(message, message.readerIndex() + from, octets, from, to - from);
  }

  /// Of printable ASCII: nothing that ends the line or is no UTF-8.
  private static boolean isText(ByteBuf message, Span span) {
    return message.forEachByte(message.readerIndex() + span.start, span.end - span.start, PRINTABLE)
        < 0;
  }
}
