package org.parlour.history.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param group the consumer group; its offsets say how far the archive has come
/// @param consumers threads a topic in this instance; more than its partitions in all are idle
/// @param inlineLimit larger messages are not shown in lists, only alone
/// @param pageLimit the largest page that one may ask for
/// @param partialMessageRetention pieces of a message whose end never came are kept so long: not
///     less than `parlour.messages` keeps records, for the end may be among them
@ConfigurationProperties("im.history")
public record HistoryProperties(
    @DefaultValue("parlour-history") String group,
    @DefaultValue("1") int consumers,
    @DefaultValue("64KB") DataSize inlineLimit,
    @DefaultValue("200") int pageLimit,
    @DefaultValue("7d") Duration partialMessageRetention) {
  public HistoryProperties {
    require("consumers", consumers, 1, 64);
    require("page-limit", pageLimit, 1, 1000);
    require("inline-limit", inlineLimit.toBytes(), 0, 1024 * 1024);
    require("partial-message-retention in days", partialMessageRetention.toDays(), 1, 3650);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "im.history." + name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
