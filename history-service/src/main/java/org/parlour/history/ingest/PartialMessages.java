package org.parlour.history.ingest;

import org.parlour.history.archive.ConversationArchive;
import org.parlour.history.config.HistoryProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Once an hour forgets pieces of messages whose end never came, since their switch was killed.
final class PartialMessages {
  private static final Logger LOG = LoggerFactory.getLogger(PartialMessages.class);

  private final ConversationArchive archive;
  private final HistoryProperties properties;

  PartialMessages(ConversationArchive archive, HistoryProperties properties) {
    this.archive = archive;
    this.properties = properties;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
  void forget() {
    int pieces = archive.forgetPartialMessages((int) properties.partialMessageRetention().toDays());
    if (pieces > 0) {
      LOG.info("{} pieces of messages that never became complete are forgotten", pieces);
    }
  }
}
