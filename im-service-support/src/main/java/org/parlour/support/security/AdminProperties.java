package org.parlour.support.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The one administrator that HTTP Basic knows. Without a password nobody gets in.
///
/// @param password plain; null by default, so that there is no well-known one
@ConfigurationProperties("im.admin")
public record AdminProperties(@DefaultValue("admin") String user, @Nullable String password) {
  @Override
  public String toString() {
    return "AdminProperties[user=" + user + ", password=[REDACTED]]";
  }
}
