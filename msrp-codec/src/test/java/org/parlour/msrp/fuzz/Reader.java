package org.parlour.msrp.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.msrp.wire.MsrpLimits;
import org.parlour.msrp.wire.TransactionIds;

/// Reads octets with a decoder, and sees to what must hold for any of them.
final class Reader {
  private static final MsrpLimits LIMITS = new MsrpLimits(4096, 16 * 1024, 64);

  private final List<String> messages = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private boolean ambiguous;

  /// Reads `octets` in segments of that many, or whole when it is 0.
  Reader(byte[] octets, int segmentBytes) {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder(LIMITS));
    int step = segmentBytes == 0 ? Math.max(1, octets.length) : segmentBytes;
    for (int from = 0; from < octets.length; from += step) {
      int length = Math.min(step, octets.length - from);
      ByteBuf segment = Unpooled.buffer(length).writeBytes(octets, from, length);
      channel.writeInbound(segment);
      for (MsrpMessage message; (message = channel.readInbound()) != null; ) {
        take(message);
      }
    }
    channel.finishAndReleaseAll();
  }

  private void take(MsrpMessage message) {
    if (!(message instanceof MsrpRequest piece)) {
      messages.add(message.toString());
      return;
    }
    if (piece.offset() != body.length() / 2) {
      throw new AssertionError("offset " + piece.offset() + " after " + body.length() / 2);
    }
    body.append(ByteBufUtil.hexDump(piece.body()));
    if (piece.end() != End.OPEN) {
      ByteBuf whole = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(body));
      ambiguous |= TransactionIds.holds(whole, piece.head().transaction());
      messages.add(piece.head() + " " + piece.end() + " " + body);
      body.setLength(0);
    }
    piece.release();
  }

  /// What was read, a line for each message.
  List<String> messages() {
    return messages;
  }

  /// Whether a body holds its own end-line: then where it ends depends on how it comes.
  boolean isAmbiguous() {
    return ambiguous;
  }
}
