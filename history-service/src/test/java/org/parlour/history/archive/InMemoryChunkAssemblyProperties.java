package org.parlour.history.archive;

class InMemoryChunkAssemblyProperties extends ChunkAssemblyContract {
  @Override
  ConversationArchive archive() {
    return new InMemoryConversationArchive(1024);
  }
}
