package org.parlour.contracts.media;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.MsrpTransport;

/// A live switch that a new session may be given to.
///
/// @param ordinal its partition of `parlour.switch-inbox`
/// @param host what clients connect to, as advertised
/// @param port for MSRP over TCP
/// @param doors for what else; null when there is nothing else
public record SwitchCandidate(
    int ordinal, long incarnation, String host, int port, @Nullable SwitchDoors doors) {
  /// One that takes TCP only.
  public SwitchCandidate(int ordinal, long incarnation, String host, int port) {
    this(ordinal, incarnation, host, port, null);
  }

  /// What clients connect to.
  ///
  /// @return null when the switch does not take this transport
  public @Nullable SwitchAddress address(MsrpTransport by) {
    return switch (by) {
      case TCP -> new SwitchAddress(host, port);
      case TLS -> doors == null ? null : doors.tls();
      case WS -> doors == null ? null : doors.ws();
      case WSS -> doors == null ? null : doors.wss();
    };
  }

  public boolean takes(MsrpTransport by) {
    return address(by) != null;
  }
}
