package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One session of a soak. On the load's loop.
final class SoakRoom {
  private static final int OCTETS = 300;

  private final Room room;
  private final Sends sends;
  private final List<SoakLeg> legs = new ArrayList<>();
  private long sent;

  /// @param number of the session
  SoakRoom(EventLoop loop, Room room, int number, int port, SoakTally tally) {
    this.room = room;
    this.sends = new Sends(room, Sends.paths(room, port), OCTETS);
    for (int i = 0; i < room.legs(); i++) {
      LegHabit habit = LegHabit.of(number, i, room.legs());
      legs.add(new SoakLeg(loop, room, port, i, habit, tally));
    }
  }

  Room room() {
    return room;
  }

  /// @return completes when all are bound
  CompletableFuture<@Nullable Void> connect() {
    return CompletableFuture.allOf(
        legs.stream().map(SoakLeg::connect).toArray(CompletableFuture[]::new));
  }

  /// Sends a message, unless the switch holds the sender up.
  ///
  /// @return whether it did
  boolean send() {
    Channel sender = legs.getFirst().channel();
    if (sender == null || !sender.isWritable()) {
      return false;
    }
    ByteBuf out = sender.alloc().directBuffer(sends.frameBytes());
    sends.append(out);
    sender.writeAndFlush(out, sender.voidPromise());
    sent++;
    return true;
  }

  long sent() {
    return sent;
  }

  long accepted() {
    return legs.getFirst().accepted();
  }

  /// By the legs that stay all the time.
  long heard() {
    return legs.stream()
        .filter(leg -> leg.habit() == LegHabit.STAYS)
        .mapToLong(SoakLeg::heard)
        .sum();
  }

  void stay() {
    legs.forEach(SoakLeg::stay);
  }

  void close() {
    legs.forEach(SoakLeg::close);
  }

  /// Whether everything that was sent is accepted, and heard by all who stay.
  boolean isSettled() {
    return accepted() == sent
        && legs.stream().allMatch(leg -> leg.habit() != LegHabit.STAYS || leg.heard() == sent);
  }

  @Override
  public String toString() {
    return room.name()
        + ": "
        + sent
        + " sent, "
        + accepted()
        + " accepted, "
        + heard()
        + " heard by those who stay";
  }
}
