package org.parlour.mswitch.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.wire.MsrpLimits;
import org.parlour.mswitch.session.SessionLimits;
import org.parlour.mswitch.switching.PathMatching;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How the switch listens and what it holds.
///
/// @param bind address to listen on; loopback by default, so that nothing is open by accident
/// @param port of MSRP over TCP; 0 for any free one
/// @param advertisedHost what clients connect to; `bind` when absent
/// @param advertisedPort likewise; `port` when absent
/// @param ordinal of this switch: its partition of `parlour.switch-inbox`
/// @param threads event loops; 0 for one a processor
/// @param maxConnections beyond it, connections are closed as they come
/// @param maxConnectionsOfAddress likewise, of those from one address: a relay or a gateway may
///     have many
/// @param maxLegs at which the heartbeat says that nothing more can be taken
/// @param sockets whose are used
/// @param connectOut to whom connections are opened; off by default (architecture §8)
/// @param connectDenied networks that are never connected to, like `10.0.0.0/8`: those of the
///     cluster
/// @param pathMatching whether session-ids are enough to tell sessions apart
/// @param bindTimeout how long a connection may stay without a leg
/// @param idleTimeout how long nothing may go over a connection; much longer than the keep-alives
///     of clients
/// @param earlyPatience how long a request waits for its leg, or its leg's new path, to be
///     announced
/// @param heartbeat how often the switch says that it lives
/// @param drain how long a switch that stops waits until its sessions are at others
/// @param publishBuffer what may wait for Kafka; beyond it copies fail
@ConfigurationProperties("im.msrp")
public record SwitchProperties(
    @DefaultValue("127.0.0.1") String bind,
    @DefaultValue("2855") int port,
    @Nullable String advertisedHost,
    @Nullable Integer advertisedPort,
    @DefaultValue("0") int ordinal,
    @DefaultValue("0") int threads,
    @DefaultValue("50000") int maxConnections,
    @DefaultValue("50000") int maxConnectionsOfAddress,
    @DefaultValue("50000") int maxLegs,
    @DefaultValue("auto") Sockets sockets,
    @DefaultValue("off") ConnectOut connectOut,
    @DefaultValue List<String> connectDenied,
    @DefaultValue("strict") PathMatching pathMatching,
    @DefaultValue("10s") Duration bindTimeout,
    @DefaultValue("24h") Duration idleTimeout,
    @DefaultValue("5s") Duration earlyPatience,
    @DefaultValue("500ms") Duration heartbeat,
    @DefaultValue("60s") Duration drain,
    @DefaultValue("64MB") DataSize publishBuffer,
    @DefaultValue TlsProperties tls,
    @DefaultValue WebProperties web,
    @DefaultValue Wire wire,
    @DefaultValue Session session) {
  public SwitchProperties {
    connectDenied = List.copyOf(connectDenied);
    connectDenied.forEach(SwitchProperties::network);
    if (port < 0
        || port > 65535
        || ordinal < 0
        || maxConnections < 1
        || maxConnectionsOfAddress < 1
        || maxLegs < 1) {
      throw new IllegalArgumentException(
          "im.msrp: port "
              + port
              + ", ordinal "
              + ordinal
              + " (expected: a port, 0 or more, and limits of 1 or more)");
    }
    boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::");
    if (everywhere && advertisedHost == null) {
      throw new IllegalArgumentException(
          "im.msrp.advertised-host: none (expected: what clients connect to, since im.msrp.bind is "
              + bind
              + ")");
    }
    if (web.securePort() != null && !tls.isUsable()) {
      throw new IllegalArgumentException(
          "im.msrp.tls.certificate: none (expected: a PEM file, or im.msrp.tls.self-signed=true,"
              + " since im.msrp.web.secure-port is set)");
    }
    requireAddress("im.msrp.tls.advertised", tls.advertised());
    requireAddress("im.msrp.web.advertised", web.advertised());
    requireAddress("im.msrp.web.secure-advertised", web.secureAdvertised());
    requirePort("im.msrp.tls.port", tls.port());
    requirePort("im.msrp.web.port", web.port());
    requirePort("im.msrp.web.secure-port", web.securePort());
  }

  private static void requirePort(String property, @Nullable Integer port) {
    if (port != null && (port < 0 || port > 65535)) {
      throw new IllegalArgumentException(property + ": " + port + " (expected: 0 to 65535)");
    }
  }

  private static void requireAddress(String property, @Nullable String address) {
    if (address != null) {
      try {
        var _ = Advertised.parse(address);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(property + ": " + e.getMessage());
      }
    }
  }

  private static Network network(String text) {
    try {
      return Network.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("im.msrp.connect-denied: " + e.getMessage());
    }
  }

  /// To whom connections are opened.
  public ConnectPolicy connectPolicy() {
    return new ConnectPolicy(
        connectOut, connectDenied.stream().map(SwitchProperties::network).toList());
  }

  /// Limits of the decoder.
  ///
  /// @param maxLine longest start line or header line
  /// @param maxHead start line and headers together
  /// @param piece a longer body goes on in pieces of about this size
  public record Wire(
      @DefaultValue("4KB") DataSize maxLine,
      @DefaultValue("16KB") DataSize maxHead,
      @DefaultValue("64KB") DataSize piece) {
    public MsrpLimits limits() {
      return new MsrpLimits(
          (int) maxLine.toBytes(), (int) maxHead.toBytes(), (int) piece.toBytes());
    }
  }

  /// Limits of a session and its legs: see [SessionLimits].
  public record Session(
      @DefaultValue("200MB") DataSize maxMessage,
      @DefaultValue("16") int openMessages,
      @DefaultValue("60s") Duration chunkPatience,
      @DefaultValue("1MB") DataSize waitingBytes,
      @DefaultValue("100") int waitingMessages,
      @DefaultValue("4MB") DataSize queueBytes,
      @DefaultValue("10000") int queueMessages,
      @DefaultValue("256KB") DataSize throttleBytes,
      @DefaultValue("20s") Duration stallTimeout,
      @DefaultValue("30s") Duration connectTimeout,
      @DefaultValue("10s") Duration nicknameTimeout,
      @DefaultValue("5s") Duration storeSuspend,
      @DefaultValue("25s") Duration storeTimeout,
      @DefaultValue("false") boolean storeFailOpen,
      @DefaultValue("2s") Duration snapshotRetry) {
    public SessionLimits limits() {
      return new SessionLimits(
          maxMessage.toBytes(),
          openMessages,
          chunkPatience,
          (int) waitingBytes.toBytes(),
          waitingMessages,
          (int) queueBytes.toBytes(),
          queueMessages,
          (int) throttleBytes.toBytes(),
          stallTimeout,
          connectTimeout,
          nicknameTimeout,
          storeSuspend,
          storeTimeout,
          storeFailOpen,
          snapshotRetry);
    }
  }
}
