package org.parlour.edge.backbone;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/// How far the core is behind with what edges publish, by what it says with its instructions: how
/// long the command that led to each had waited. While the core is behind, new work is refused:
/// clients give up after some seconds, and a core that only works for those who have gone stays
/// behind.
///
/// Behind is a standing queue. As in CoDel (RFC 8289) the shortest wait counts, so a row is looked
/// at of waits that are all above the limit. It is a standing queue when it has lasted for half a
/// second: a backlog that is decided at once, as after a take-over, was one and is none. And when
/// there are many of them: on a cold and slow machine each command of a few users may take seconds,
/// but there are not a hundred that wait. The row ends with a wait that is not above the limit, and
/// once the core is behind with one that is not above half of it.
///
/// A core that has done all it was given says nothing, and what it said last was a long wait. So
/// after half a second of silence one request may try, whose answer tells how it is now, and one
/// more after each further half second; after two seconds what was heard counts no more.
///
/// Each partition of the log is judged by itself: one instance reads it, in order, and when that
/// one is behind the others still take what is for them. Only how many commands wait too long is
/// counted over all of them, since an instance reads many partitions and few commands of each. The
/// partition follows from the key, which a command and what it leads to have in common, so records
/// need not name it.
///
/// The wait is the difference of two clocks, the core's and that of the edge that published: they
/// have to agree better than the limit.
///
/// Thread-safe, without locks. When two threads hear of one partition at once, one of both may be
/// forgotten.
public final class CoreWait {
  static final Duration WINDOW = Duration.ofMillis(500);
  static final Duration SILENCE = Duration.ofSeconds(2);

  /// Fewer commands that waited too long are no queue.
  static final int QUEUE = 100;

  private final long limitMillis;
  private final LongSupplier nanoTime;
  private final AtomicReferenceArray<Heard> partitions;

  /// When somebody tried last.
  private final AtomicLongArray tried;

  /// @param partitions of the log of commands
  /// @param limit of the wait
  /// @param nanoTime as [System#nanoTime()]
  public CoreWait(int partitions, Duration limit, LongSupplier nanoTime) {
    this.limitMillis = limit.toMillis();
    this.nanoTime = nanoTime;
    this.partitions = new AtomicReferenceArray<>(partitions);
    this.tried = new AtomicLongArray(partitions);
    long now = nanoTime.getAsLong();
    Heard nothing = Heard.notLong(now, 0);
    for (int i = 0; i < partitions; i++) {
      this.partitions.set(i, nothing);
      this.tried.set(i, now - WINDOW.toNanos());
    }
  }

  /// A command in this partition had waited so long when it was decided.
  public void heard(int partition, long waitedMillis) {
    long now = nanoTime.getAsLong();
    Heard heard = partitions.get(partition).then(waitedMillis, limitMillis, now);
    partitions.set(partition, heard);
    if (heard.lasts() && !heard.behind() && inRows(now) >= QUEUE) {
      partitions.set(partition, heard.asBehind());
    }
  }

  private long inRows(long now) {
    long commands = 0;
    for (int i = 0; i < partitions.length(); i++) {
      Heard last = partitions.get(i);
      if (!last.silentFor(SILENCE, now)) {
        commands += last.row();
      }
    }
    return commands;
  }

  /// Whether new work for this partition may be published now. Who is let in by a silent core is
  /// the one that tries: ask only when nothing else stands in the way.
  public boolean admits(int partition) {
    Heard last = partitions.get(partition);
    long now = nanoTime.getAsLong();
    return !last.behind()
        || last.silentFor(SILENCE, now)
        || (last.silentFor(WINDOW, now) && tries(partition, now));
  }

  private boolean tries(int partition, long now) {
    long before = tried.get(partition);
    return now - before >= WINDOW.toNanos() && tried.compareAndSet(partition, before, now);
  }

  /// The last wait heard, of the partition where it is longest; 0 where nothing was heard lately.
  public long longestMillis() {
    long now = nanoTime.getAsLong();
    long longest = 0;
    for (int i = 0; i < partitions.length(); i++) {
      Heard last = partitions.get(i);
      if (!last.silentFor(SILENCE, now)) {
        longest = Math.max(longest, last.waitedMillis());
      }
    }
    return longest;
  }

  /// What was heard last of one partition, and the unbroken row of long waits that ends there.
  ///
  /// @param at in nanoseconds
  /// @param since when the row began, in nanoseconds; means nothing without a row
  /// @param row how many commands are in it; 0 when this wait was not long
  private record Heard(long at, long waitedMillis, long since, int row, boolean behind) {
    static Heard notLong(long at, long waitedMillis) {
      return new Heard(at, waitedMillis, at, 0, false);
    }

    /// What follows from one command says the same wait, and is heard in a row: counted once.
    Heard then(long waited, long limit, long now) {
      boolean forgotten = silentFor(SILENCE, now);
      boolean stillBehind = behind && !forgotten;
      if (waited <= (stillBehind ? limit / 2 : limit)) {
        return notLong(now, waited);
      }
      if (row == 0 || forgotten) {
        return new Heard(now, waited, now, 1, false);
      }
      return new Heard(now, waited, since, waited == waitedMillis ? row : row + 1, stillBehind);
    }

    Heard asBehind() {
      return new Heard(at, waitedMillis, since, row, true);
    }

    boolean lasts() {
      return row > 0 && at - since >= WINDOW.toNanos();
    }

    boolean silentFor(Duration time, long now) {
      return now - at >= time.toNanos();
    }
  }
}
