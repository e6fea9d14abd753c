package org.parlour.xdm.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param group the consumer group; its offsets say how far commands were obeyed
/// @param consumers threads in this instance; more than the topic's partitions in all are idle
@ConfigurationProperties("im.xdm.commands")
record CommandProperties(
    @DefaultValue("parlour-xdm") String group, @DefaultValue("1") int consumers) {
  CommandProperties {
    if (consumers < 1 || consumers > 64) {
      throw new IllegalArgumentException(
          "im.xdm.commands.consumers: " + consumers + " (expected: 1 to 64)");
    }
  }
}
