package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;

/// A room whose sender has a number of messages under way: sent, and not yet both answered and
/// received by all. On the load's loop.
final class Window {
  private final Channel sender;
  private final Sends sends;
  private final int receivers;
  private final int width;
  private long sent;
  private long answered;
  private long delivered;
  private boolean ends;

  Window(List<LoadLeg> legs, Sends sends, int width) {
    this.sender = legs.getFirst().channel();
    this.sends = sends;
    this.receivers = legs.size() - 1;
    this.width = width;
    legs.getFirst().count(count -> answered += count, this::fill);
    for (LoadLeg leg : legs.subList(1, legs.size())) {
      leg.count(count -> delivered += count, this::fill);
    }
  }

  /// Sends what the window lets it.
  void fill() {
    long done = Math.min(answered, delivered / receivers);
    int free = (int) (width - (sent - done));
    if (free > 0 && !ends) {
      ByteBuf out = sender.alloc().directBuffer(free * sends.frameBytes());
      for (int i = 0; i < free; i++) {
        sends.append(out);
      }
      sent += free;
      sender.writeAndFlush(out, sender.voidPromise());
    }
  }

  /// Nothing more is sent.
  void end() {
    ends = true;
  }

  long delivered() {
    return delivered;
  }

  /// Whether everything that was sent was answered and delivered.
  boolean isSettled() {
    return answered == sent && delivered == sent * receivers;
  }

  @Override
  public String toString() {
    return sent + " sent, " + answered + " answered, " + delivered + " delivered";
  }
}
