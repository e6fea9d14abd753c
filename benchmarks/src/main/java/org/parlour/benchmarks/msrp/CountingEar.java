package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Counts frames that are all as long as the first one, with a look at their first and last octet
/// only: the load must cost less than what it measures.
final class CountingEar implements Ear {
  private final IntConsumer frames;
  private final Runnable pause;
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private final int before;
  private int length;

  /// The first octet of each.
  private byte begin;

  /// Octets of the frame at hand that have come.
  private int at;

  /// @param before octets that stand before each MSRP message: 0, or the head of a WebSocket frame
  CountingEar(IntConsumer frames, Runnable pause, int before) {
    this.frames = frames;
    this.pause = pause;
    this.before = before;
  }

  @Override
  public void heard(ByteBuf in) {
    int count = length == 0 ? learn(in) : 0;
    while (in.isReadable()) {
      int here = in.readableBytes();
      int missing = length - at;
      expect(at > 0 || in.getByte(in.readerIndex()) == begin);
      if (here < missing) {
        at += here;
        in.skipBytes(here);
      } else {
        in.skipBytes(missing);
        expect(in.getByte(in.readerIndex() - 1) == '\n');
        at = 0;
        count++;
      }
    }
    frames.accept(count);
  }

  private int learn(ByteBuf in) {
    byte[] octets = new byte[in.readableBytes()];
    in.readBytes(octets);
    first.writeBytes(octets);
    byte[] all = first.toByteArray();
    byte[] messages = Arrays.copyOfRange(all, Math.min(before, all.length), all.length);
    int found = Wire.frameLength(messages, messages.length);
    if (found < 0) {
      return 0;
    }
    length = before + found;
    begin = all[0];
    at = all.length % length;
    return all.length / length;
  }

  private static void expect(boolean held) {
    if (!held) {
      throw new IllegalStateException("frames are not alike");
    }
  }

  @Override
  public void paused() {
    pause.run();
  }
}
