package org.parlour.mswitch.support;

import java.util.Map;
import org.parlour.mswitch.switching.Carrier;

/// Over what a test's clients speak to the switch, and whose sockets the switch uses.
public enum Way {
  EPOLL(Carrier.TCP, "epoll", Map.of()),
  NIO(Carrier.TCP, "nio", Map.of()),
  TLS(Carrier.TLS, "auto", Map.of("tls.port", "0")),
  WS(Carrier.WS, "auto", Map.of("web.port", "0")),
  WSS(Carrier.WSS, "auto", Map.of("web.secure-port", "0"));

  private final Carrier carrier;
  private final String sockets;
  private final Map<String, String> port;

  Way(Carrier carrier, String sockets, Map<String, String> port) {
    this.carrier = carrier;
    this.sockets = sockets;
    this.port = port;
  }

  Carrier carrier() {
    return carrier;
  }

  /// Puts what the switch needs for it.
  void configure(Map<String, String> settings) {
    settings.put("sockets", sockets);
    settings.putAll(port);
    if (carrier.secure()) {
      settings.putIfAbsent("tls.certificate", Pki.SWITCH.certificateFile().toString());
      settings.putIfAbsent("tls.key", Pki.SWITCH.keyFile().toString());
    }
  }

  public PeerLink connect(int port, int receiveBuffer) {
    return switch (carrier) {
      case TCP -> PeerLink.tcp(port, receiveBuffer);
      case TLS -> PeerLink.over(Pki.CLIENT.connect(port));
      case WS -> PeerLink.web(PeerLink.socket(port, receiveBuffer), "/msrp", "msrp");
      case WSS -> PeerLink.web(Pki.CLIENT.connect(port), "/msrp", "msrp");
    };
  }
}
