package org.parlour.xdm.metadata;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param maxEntries of one list; beyond them the oldest go
/// @param maxBytes of one list, likewise
/// @param memory what was obeyed is known for so long: longer than `parlour.xdm-commands` keeps
///     records
@ConfigurationProperties("im.xdm.metadata")
record MetadataProperties(
    @DefaultValue("1000") int maxEntries,
    @DefaultValue("1048576") int maxBytes,
    @DefaultValue("14d") Duration memory) {
  MetadataProperties {
    require("max-entries", maxEntries, 1, 100_000);
    require("max-bytes", maxBytes, 1024, 8 * 1024 * 1024);
    require("memory in days", memory.toDays(), 8, 3650);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "im.xdm.metadata." + name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
