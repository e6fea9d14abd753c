package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the floor knows of a leg, and what goes out to it at the end of the read batch. Owned by
/// the loop, once its room is open.
final class FloorLeg {
  private static final int FIRST_BUFFER = 1024;
  private static final int LARGEST_BUFFER = 64 * 1024;

  /// From after the transaction id to the sender's third header.
  final byte[] sendPaths;

  final byte[] answerPaths;
  private FloorLeg[] others = {};
  private @Nullable Channel channel;
  private @Nullable ByteBuf out;

  private boolean framed;

  /// Where messages in [#out] end; kept when each is written alone.
  private int[] ends = new int[16];

  private int messages;

  /// The message at hand, when its body is large and it is written alone.
  private @Nullable CompositeByteBuf large;

  /// About what a batch takes, by the last one.
  private int usual = FIRST_BUFFER;

  FloorLeg(String local, String remote) {
    sendPaths =
        bytes(
            " SEND\r\nTo-Path: "
                + remote
                + "\r\nFrom-Path: "
                + local
                + "\r\nFailure-Report: no\r\n");
    answerPaths =
        bytes(" 200 OK\r\nTo-Path: " + remote + "\r\nFrom-Path: " + local + "\r\n-------");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void others(FloorLeg[] legs) {
    others = legs;
  }

  FloorLeg[] others() {
    return others;
  }

  boolean isConnected() {
    return channel != null;
  }

  /// @param alone each message is written alone
  void connected(@Nullable Channel now, boolean alone) {
    channel = now;
    framed = alone;
  }

  /// Whether nothing waits in [#out()].
  boolean isEmpty() {
    return out == null;
  }

  /// Takes what is appended. Only of a connected leg.
  ByteBuf out(Channel any) {
    ByteBuf current = out;
    if (current == null) {
      current = any.alloc().directBuffer(usual);
      out = current;
    }
    return current;
  }

  /// A message is complete.
  void ended() {
    ByteBuf current = out;
    if (!framed || current == null) {
      return;
    }
    CompositeByteBuf begun = large;
    Channel to = channel;
    if (begun != null && to != null) {
      large = null;
      out = null;
      to.write(new BinaryWebSocketFrame(begun.addComponent(true, current)), to.voidPromise());
    } else {
      if (messages == ends.length) {
        ends = Arrays.copyOf(ends, 2 * messages);
      }
      ends[messages++] = current.writerIndex();
    }
  }

  /// Puts a large body, uncopied, behind what was appended of its message. Takes ownership.
  void slice(ByteBuf body) {
    Channel to = channel;
    ByteBuf current = out;
    if (to == null || current == null) {
      body.release();
    } else if (framed) {
      out = null;
      int before = messages == 0 ? 0 : ends[messages - 1];
      ByteBuf head = current.retainedSlice(before, current.writerIndex() - before);
      writeEach(to, current);
      large = to.alloc().compositeBuffer().addComponents(true, head, body);
    } else {
      write(to);
      to.write(body, to.voidPromise());
    }
  }

  void flush() {
    Channel to = channel;
    if (to != null) {
      write(to);
      to.flush();
    } else if (out != null) {
      out.release();
      out = null;
      messages = 0;
    }
  }

  private void write(Channel to) {
    ByteBuf current = out;
    if (current != null) {
      out = null;
      usual = Math.clamp(current.readableBytes(), FIRST_BUFFER, LARGEST_BUFFER);
      if (framed) {
        writeEach(to, current);
      } else {
        to.write(current, to.voidPromise());
      }
    }
  }

  private void writeEach(Channel to, ByteBuf all) {
    for (int i = 0; i < messages; i++) {
      ByteBuf message = all.readRetainedSlice(ends[i] - all.readerIndex());
      to.write(new BinaryWebSocketFrame(message), to.voidPromise());
    }
    messages = 0;
    all.release();
  }
}
