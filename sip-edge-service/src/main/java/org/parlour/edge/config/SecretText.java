package org.parlour.edge.config;

import java.nio.charset.StandardCharsets;

/// A secret from the configuration. Never printed.
public final class SecretText {
  private final String value;

  private SecretText(String value) {
    this.value = value;
  }

  /// How Spring makes one of a property.
  public static SecretText valueOf(String value) {
    return new SecretText(value);
  }

  byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
