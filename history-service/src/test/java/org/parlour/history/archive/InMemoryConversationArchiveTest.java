package org.parlour.history.archive;

class InMemoryConversationArchiveTest extends ConversationArchiveContract {
  @Override
  ConversationArchive archive() {
    return new InMemoryConversationArchive(INLINE_LIMIT);
  }
}
