package org.parlour.xdm.metadata;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Once an hour forgets commands that cannot come again.
final class MetadataMemory {
  private static final Logger LOG = LoggerFactory.getLogger(MetadataMemory.class);

  private final MetadataStore store;
  private final Duration memory;

  MetadataMemory(MetadataStore store, Duration memory) {
    this.store = store;
    this.memory = memory;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
  void forget() {
    LOG.debug("commands about {} entries are forgotten", store.forget(memory));
  }
}
