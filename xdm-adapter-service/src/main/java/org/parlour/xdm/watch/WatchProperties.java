package org.parlour.xdm.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param interval between looks for news: users hear of a change so much later
@ConfigurationProperties("im.xdm.watch")
record WatchProperties(@DefaultValue("200ms") Duration interval) {
  WatchProperties {
    if (interval.toMillis() < 10 || interval.toMillis() > 60_000) {
      throw new IllegalArgumentException(
          "im.xdm.watch.interval: " + interval + " (expected: 10ms to 60s)");
    }
  }
}
