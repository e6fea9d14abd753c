package org.parlour.standalone.launcher;

import java.util.List;

/// Every port of the suite.
enum SuitePort {
  LAB_CORE("im.lab-core.port", 5060, Transports.TCP_AND_UDP, "the lab core"),
  ORIGINATING("im.sip.originating-port", 5070, Transports.TCP_AND_UDP, "the SIP edge"),
  TERMINATING("im.sip.terminating-port", 5080, Transports.TCP_AND_UDP, "the SIP edge"),
  CONTROLLING("im.sip.controlling-port", 5090, Transports.TCP_AND_UDP, "the SIP edge"),
  MSRP("im.msrp.port", 2855, Transports.TCP, "the MSRP switch"),
  MSRP_TLS("im.msrp.tls.port", 2856, Transports.TCP, "the MSRP switch's TLS"),
  MSRP_WS("im.msrp.web.port", 2857, Transports.TCP, "the MSRP switch's WebSocket"),
  MSRP_WSS("im.msrp.web.secure-port", 2858, Transports.TCP, "the MSRP switch's secure WebSocket"),
  HTTP_XDM("im.standalone.http.xdm-adapter", 8081, Transports.TCP, "xdm-adapter's HTTP"),
  HTTP_CONFERENCE("im.standalone.http.conference", 8082, Transports.TCP, "conference's HTTP"),
  HTTP_HISTORY("im.standalone.http.history", 8083, Transports.TCP, "history's HTTP"),
  HTTP_EDGE("im.standalone.http.sip-edge", 8084, Transports.TCP, "sip-edge's HTTP"),
  HTTP_SWITCH("im.standalone.http.msrp-switch", 8085, Transports.TCP, "msrp-switch's HTTP"),
  KAFKA("im.standalone.kafka-port", 19092, Transports.TCP, "Kafka"),
  KAFKA_CONTROLLER("im.standalone.kafka-controller-port", 19093, Transports.TCP, "Kafka"),
  POSTGRES("im.standalone.postgres-port", 15432, Transports.TCP, "PostgreSQL");

  static final List<SuitePort> ALL = List.of(values());

  private final String property;
  private final int standard;
  private final Transports transports;
  private final String user;

  SuitePort(String property, int standard, Transports transports, String user) {
    this.property = property;
    this.standard = standard;
    this.transports = transports;
    this.user = user;
  }

  /// The property that chooses another.
  String property() {
    return property;
  }

  int standard() {
    return standard;
  }

  Transports transports() {
    return transports;
  }

  /// Who wants it, for a message.
  String user() {
    return user;
  }
}
