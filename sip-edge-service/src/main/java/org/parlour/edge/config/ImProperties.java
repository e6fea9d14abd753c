package org.parlour.edge.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What all services of the suite agree on.
///
/// @param domain the IM domain: its whole host is ours
/// @param pager limits of pager mode
@ConfigurationProperties("im")
record ImProperties(@DefaultValue("im.example.org") String domain, @DefaultValue Pager pager) {
  /// @param maxSize octets of a message; 1300 is what RFC 3428 allows without congestion control,
  ///     up to 64 KB may be set when every hop is TCP
  /// @param messagesPerMinute of one originator through one edge; 0 for no limit
  record Pager(
      @DefaultValue("1300B") DataSize maxSize, @DefaultValue("600") int messagesPerMinute) {}
}
