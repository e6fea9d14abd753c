package org.parlour.mswitch.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What waits for one leg: frames of the present batch, or of a leg without connection. Small
/// frames are copied one behind another, large bodies stay slices. [#handOver] gives all of it to
/// the connection in one write; until the network took it, it counts as queued.
///
/// Owned by the session's loop, except [#taken], which the connection's loop calls.
final class LegOutput implements Connection.Taker {
  /// Bodies from this size on are not copied.
  static final int SLICED_BODY = 4 * 1024;

  private static final int[] NO_LENGTHS = {};
  private static final int FIRST_LENGTHS = 8;
  private static final int FIRST_BUFFER = 1024;
  private static final int FULL_BUFFER = 64 * 1024;

  private final ByteBufAllocator allocator;
  private final OkAnswer ok = new OkAnswer();
  private List<ByteBuf> parts = new ArrayList<>(2);
  private @Nullable ByteBuf tail;
  private int pendingBytes;
  private int pendingFrames;

  /// About what a batch takes, by the last one.
  private int usual = FIRST_BUFFER;

  /// Octets of each pending frame; kept while a connection may come that wants to know.
  private int[] lengths = NO_LENGTHS;

  private boolean framed = true;

  /// Bytes that the connection has and the network has not.
  private final AtomicLong inFlightBytes = new AtomicLong();

  private final AtomicLong inFlightFrames = new AtomicLong();

  /// Counts what the network took, so that a stall is seen.
  private volatile long taken;

  /// Run on the connection's loop when less than the threshold is in flight; null when nobody
  /// waits.
  private volatile @Nullable Runnable drained;

  private volatile int drainThreshold;
  private long takenAtLastTick;
  private boolean stalled;
  private long stalledSinceNanos;

  LegOutput(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /// What most requests of the leg are answered.
  OkAnswer ok() {
    return ok;
  }

  /// The buffer that the next small thing is appended to; say [#appended] afterwards.
  ByteBuf buffer() {
    ByteBuf current = tail;
    if (current == null || current.readableBytes() >= FULL_BUFFER) {
      current = allocator.buffer(usual);
      parts.add(current);
      tail = current;
    }
    return current;
  }

  /// Puts a slice behind what is there. Takes ownership of `slice`.
  void slice(ByteBuf slice) {
    parts.add(slice);
    tail = null;
  }

  /// A frame of `bytes` is complete.
  void appended(int bytes) {
    if (framed) {
      if (pendingFrames >= lengths.length) {
        lengths = Arrays.copyOf(lengths, Math.max(FIRST_LENGTHS, 2 * lengths.length));
      }
      lengths[pendingFrames] = bytes;
    }
    pendingBytes += bytes;
    pendingFrames++;
  }

  /// Whether the lengths of frames count: from now on, if nothing is pending.
  void framed(boolean count) {
    framed = count;
  }

  long queuedBytes() {
    return pendingBytes + inFlightBytes.get();
  }

  long queuedFrames() {
    return pendingFrames + inFlightFrames.get();
  }

  /// Gives everything to `connection`.
  void handOver(Connection connection) {
    if (pendingFrames == 0) {
      return;
    }
    usual = Math.clamp(pendingBytes, FIRST_BUFFER, FULL_BUFFER);
    int[] each = framed ? Arrays.copyOf(lengths, pendingFrames) : NO_LENGTHS;
    Batch batch = new Batch(parts, each, pendingBytes, pendingFrames);
    parts = new ArrayList<>(2);
    tail = null;
    lengths = NO_LENGTHS;
    pendingBytes = 0;
    pendingFrames = 0;
    inFlightBytes.addAndGet(batch.bytes());
    inFlightFrames.addAndGet(batch.messages());
    connection.write(batch, this);
  }

  @Override
  public void taken(int bytes, int frames) {
    inFlightFrames.addAndGet(-frames);
    long left = inFlightBytes.addAndGet(-bytes);
    taken = taken + bytes;
    Runnable waiting = drained;
    if (waiting != null && left < drainThreshold) {
      drained = null;
      waiting.run();
    }
  }

  /// Has `waiting` run once less than `threshold` octets are in flight.
  void whenDrained(int threshold, Runnable waiting) {
    drainThreshold = threshold;
    drained = waiting;
    if (inFlightBytes.get() < threshold) {
      Runnable still = drained;
      drained = null;
      if (still != null) {
        still.run();
      }
    }
  }

  /// Looks whether the network takes anything of what waits; called at each tick.
  ///
  /// @return how long it has taken nothing, 0 when it takes or nothing waits
  long stalledFor(long nowNanos) {
    long now = taken;
    boolean waits = inFlightBytes.get() > 0;
    if (!waits || now != takenAtLastTick || !stalled) {
      stalled = waits;
      stalledSinceNanos = nowNanos;
    }
    takenAtLastTick = now;
    return nowNanos - stalledSinceNanos;
  }

  /// How long the network has been taking nothing; null when it takes.
  @Nullable Long stalledMillis(long nowNanos) {
    return !stalled ? null : (nowNanos - stalledSinceNanos) / 1_000_000;
  }

  /// Drops what is not handed over.
  void release() {
    parts.forEach(ByteBuf::release);
    parts = new ArrayList<>(2);
    tail = null;
    lengths = NO_LENGTHS;
    pendingBytes = 0;
    pendingFrames = 0;
  }
}
