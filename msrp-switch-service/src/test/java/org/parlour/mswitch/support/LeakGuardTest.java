package org.parlour.mswitch.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakGuardTest {
  @Test
  void seesWhatNobodyReleases() {
    PooledByteBufAllocator.DEFAULT.heapBuffer(64);

    assertThat(LeakGuard.collect()).hasSize(1);
  }
}
