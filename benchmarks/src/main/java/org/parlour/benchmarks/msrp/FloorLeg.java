package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
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

  void connected(@Nullable Channel now) {
    channel = now;
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

  /// Writes a large body behind what waits. Takes ownership.
  void slice(ByteBuf body) {
    Channel to = channel;
    if (to == null) {
      body.release();
      return;
    }
    write(to);
    to.write(body, to.voidPromise());
  }

  void flush() {
    Channel to = channel;
    if (to != null) {
      write(to);
      to.flush();
    } else if (out != null) {
      out.release();
      out = null;
    }
  }

  private void write(Channel to) {
    ByteBuf current = out;
    if (current != null) {
      out = null;
      usual = Math.clamp(current.readableBytes(), FIRST_BUFFER, LARGEST_BUFFER);
      to.write(current, to.voidPromise());
    }
  }
}
