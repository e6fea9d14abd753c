package org.parlour.xdm.document;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;

/// Lets the changes of one thing wait for each other within this instance. It saves refusals, no
/// more: that changes do not meet is the store's guarantee.
final class ChangeLocks {
  private static final int STRIPES = 64;

  private final Lock[] locks = new Lock[STRIPES];

  private final String noun;

  /// @param noun for messages
  ChangeLocks(String noun) {
    this.noun = noun;
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /// @return locked by this thread, to be unlocked by it
  /// @throws GroupRefused with `BUSY` when it does not get free in time
  Lock lock(ImAddress uri, Duration patience) {
    Lock lock = locks[Math.floorMod(uri.hashCode(), STRIPES)];
    try {
      if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return lock;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new GroupRefused(Reason.BUSY, noun + ": " + uri + " is being changed by somebody else");
  }
}
