package org.parlour.standalone.launcher;

import java.net.URI;

/// Where a running suite is reached.
///
/// @param labCorePort where clients register, on 127.0.0.1
public record SuiteAddresses(
    int labCorePort,
    int originatingPort,
    int terminatingPort,
    int controllingPort,
    int msrpPort,
    int msrpTlsPort,
    int msrpWebPort,
    int msrpSecureWebPort,
    URI xdm,
    URI conference,
    URI history,
    URI edge,
    URI mediaSwitch,
    String kafka,
    String jdbcUrl) {
  static SuiteAddresses of(SuiteProperties properties, Infrastructure infrastructure) {
    return new SuiteAddresses(
        properties.port(SuitePort.LAB_CORE),
        properties.port(SuitePort.ORIGINATING),
        properties.port(SuitePort.TERMINATING),
        properties.port(SuitePort.CONTROLLING),
        properties.port(SuitePort.MSRP),
        properties.port(SuitePort.MSRP_TLS),
        properties.port(SuitePort.MSRP_WS),
        properties.port(SuitePort.MSRP_WSS),
        http(properties, Service.XDM_ADAPTER),
        http(properties, Service.CONFERENCE),
        http(properties, Service.HISTORY),
        http(properties, Service.SIP_EDGE),
        http(properties, Service.MSRP_SWITCH),
        infrastructure.bootstrapServers(),
        infrastructure.jdbcUrl());
  }

  private static URI http(SuiteProperties properties, Service service) {
    return URI.create("http://127.0.0.1:" + properties.port(service.http()));
  }
}
