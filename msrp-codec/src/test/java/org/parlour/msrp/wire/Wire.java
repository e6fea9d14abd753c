package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;

/// Bytes to messages and back, for tests.
public final class Wire {
  private Wire() {}

  /// Decodes `segments`, each as one read, and describes what came. The pieces of a request are put
  /// together.
  static List<String> decode(MsrpLimits limits, List<byte[]> segments) {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder(limits));
    List<String> described = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (byte[] segment : segments) {
      ByteBuf buffer = channel.alloc().buffer(segment.length).writeBytes(segment);
      channel.writeInbound(buffer);
      for (MsrpMessage message; (message = channel.readInbound()) != null; ) {
        if (message instanceof MsrpRequest piece) {
          if (piece.offset() != body.length()) {
            throw new AssertionError("offset " + piece.offset() + " after " + body.length());
          }
          body.append(piece.body().toString(ISO_8859_1));
          piece.release();
          if (piece.end() != End.OPEN) {
            described.add(describe(piece, body.toString()));
            body.setLength(0);
          }
        } else {
          described.add(describe(message));
        }
      }
    }
    channel.finishAndReleaseAll();
    return described;
  }

  private static String describe(MsrpRequest piece, String body) {
    return piece.head() + " " + piece.end() + " [" + escape(body) + "]";
  }

  private static String describe(MsrpMessage message) {
    return switch (message) {
      case Malformed malformed -> malformed.toString();
      case MsrpResponse response -> response.toString();
      case MsrpRequest request -> describe(request, request.body().toString(ISO_8859_1));
    };
  }

  private static String escape(String body) {
    StringBuilder text = new StringBuilder();
    body.chars()
        .forEach(
            c -> {
              if (c < ' ' || c > '~' || c == '\\') {
                text.append(String.format("\\x%02x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }

  /// Encodes one message. Takes ownership of it.
  static byte[] encode(MsrpMessage message) {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpEncoder());
    channel.writeOutbound(message);
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part; (part = channel.readOutbound()) != null; ) {
      all.writeBytes(part);
      part.release();
    }
    channel.finishAndReleaseAll();
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  /// Everything in `bytes` as one read. The caller releases what it gets.
  static List<MsrpMessage> read(byte[] bytes) {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder());
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    List<MsrpMessage> messages = new ArrayList<>();
    for (MsrpMessage message; (message = channel.readInbound()) != null; ) {
      messages.add(message);
    }
    channel.finishAndReleaseAll();
    return messages;
  }
}
