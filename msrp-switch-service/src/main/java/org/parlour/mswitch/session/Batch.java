package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// MSRP messages on their way to a connection, one behind another.
///
/// @param parts whose octets, in this order, are the messages; owned by whoever has the batch
/// @param lengths octets of each message; empty when the connection does not want to know
/// @param bytes of all parts
/// @param messages how many
public record Batch(List<ByteBuf> parts, int[] lengths, int bytes, int messages) {
  /// A single message. Takes ownership of it.
  public static Batch of(ByteBuf message) {
    int bytes = message.readableBytes();
    return new Batch(List.of(message), new int[] {bytes}, bytes, 1);
  }

  /// A buffer for each message. Takes the parts over; the caller owns the result.
  public List<ByteBuf> split() {
    List<ByteBuf> split = new ArrayList<>(messages);
    ByteBuf all =
        parts.size() == 1
            ? parts.getFirst()
            : Unpooled.wrappedBuffer(parts.toArray(ByteBuf[]::new));
    for (int length : lengths) {
      split.add(all.readRetainedSlice(length));
    }
    all.release();
    return split;
  }
}
