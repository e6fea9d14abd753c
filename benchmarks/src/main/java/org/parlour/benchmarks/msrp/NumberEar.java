package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Reads the number of each frame; frames are all as long as the first one.
final class NumberEar implements Ear {
  private static final int DIGITS = 8;

  private final byte[] mark;
  private final IntConsumer numbers;
  private byte[] frame = new byte[8192];
  private int filled;
  private int length;

  /// Where the number stands in a frame.
  private int place;

  /// @param mark what stands before the number
  NumberEar(byte[] mark, IntConsumer numbers) {
    this.mark = mark;
    this.numbers = numbers;
  }

  @Override
  public void heard(ByteBuf in) {
    while (in.isReadable()) {
      int wanted = length == 0 ? 1 : length - filled;
      int count = Math.min(wanted, in.readableBytes());
      in.readBytes(frame, filled, count);
      filled += count;
      if (length == 0) {
        learn();
      }
      if (filled == length) {
        numbers.accept(number());
        filled = 0;
      }
    }
  }

  private void learn() {
    int found = Wire.frameLength(frame, filled);
    if (found >= 0) {
      length = found;
      place = Wire.indexOf(frame, filled, mark) + mark.length;
      frame = Arrays.copyOf(frame, length);
    }
  }

  private int number() {
    int value = 0;
    for (int i = 0; i < DIGITS; i++) {
      value = value * 10 + frame[place + i] - '0';
    }
    return value;
  }
}
