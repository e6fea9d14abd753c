package org.parlour.conference.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// Bounds the memory of all stores of this process together: with 128 partitions and two stores
/// each, RocksDB's own defaults would take gigabytes.
public final class SharedStoreMemory implements RocksDBConfigSetter {
  private static final long CACHE = 96L * 1024 * 1024;
  private static final long WRITE_BUFFERS = 48L * 1024 * 1024;
  private static final long WRITE_BUFFER = 2L * 1024 * 1024;

  /// Loaded with the first store, never closed: it lives as long as the process.
  private static final class Shared {
    static final Cache CACHE_OF_ALL;
    static final WriteBufferManager BUFFERS_OF_ALL;

    static {
      RocksDB.loadLibrary();
      CACHE_OF_ALL = new LRUCache(CACHE);
      BUFFERS_OF_ALL = new WriteBufferManager(WRITE_BUFFERS, CACHE_OF_ALL);
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE_OF_ALL);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.BUFFERS_OF_ALL);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // the shared memory outlives each store
  }
}
