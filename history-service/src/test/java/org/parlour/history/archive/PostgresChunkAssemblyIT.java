package org.parlour.history.archive;

class PostgresChunkAssemblyIT extends ChunkAssemblyContract {
  private static final PostgresArchives POSTGRES = new PostgresArchives(1024);

  @Override
  ConversationArchive archive() {
    return POSTGRES.emptied();
  }
}
