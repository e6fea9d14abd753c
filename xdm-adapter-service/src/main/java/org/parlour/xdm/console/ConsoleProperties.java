package org.parlour.xdm.console;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param sessionsUrl where the conference service answers, for example `http://conference:8082`;
///     missing is a console without running sessions
/// @param sessionsPatience with its answer
/// @param pageSize groups, users or sessions of a page
@ConfigurationProperties("im.xdm.console")
record ConsoleProperties(
    @Nullable URI sessionsUrl,
    @DefaultValue("15s") Duration sessionsPatience,
    @DefaultValue("25") int pageSize) {
  ConsoleProperties {
    if (pageSize < 1 || pageSize > 200) {
      throw new IllegalArgumentException(
          "im.xdm.console.page-size: " + pageSize + " (expected: 1 to 200)");
    }
  }
}
