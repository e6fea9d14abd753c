package org.parlour.mswitch.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// MSRP over WebSocket (RFC 7977).
///
/// @param port for `ws`; none is open when absent, any free one when 0
/// @param securePort for `wss`, likewise; needs `im.msrp.tls.certificate`
/// @param advertised what clients of `ws` connect to, as `host:port`; `im.msrp.advertised-host` and
///     `port` when absent
/// @param secureAdvertised likewise, for `wss`
/// @param path of the one resource
/// @param maxFrame largest WebSocket frame; a longer MSRP message comes in several, or in chunks
public record WebProperties(
    @Nullable Integer port,
    @Nullable Integer securePort,
    @Nullable String advertised,
    @Nullable String secureAdvertised,
    @DefaultValue("/msrp") String path,
    @DefaultValue("1MB") DataSize maxFrame) {
  private static final long LARGEST_FRAME = 64L << 20;

  public WebProperties {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "im.msrp.web.path: " + path + " (expected: one that begins with /)");
    }
    if (maxFrame.toBytes() < 1024 || maxFrame.toBytes() > LARGEST_FRAME) {
      throw new IllegalArgumentException(
          "im.msrp.web.max-frame: " + maxFrame + " (expected: 1KB to 64MB)");
    }
  }
}
