package org.parlour.standalone.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parlour.standalone.embedded.EmbeddedPostgres;

/// What a service is told in a standalone suite. Whatever the caller gave wins, except for what the
/// launcher itself must know (ports and addresses).
final class ServiceArguments {
  private ServiceArguments() {}

  static String[] of(
      Service service, SuiteProperties properties, DataDirectory data, Infrastructure infra) {
    Map<String, String> all = new LinkedHashMap<>(defaults(properties, data));
    all.putAll(properties.given());
    all.put("server.port", Integer.toString(properties.port(service.http())));
    all.put("im.kafka.bootstrap-servers", infra.bootstrapServers());
    if (service.usesDatabase()) {
      all.put("spring.datasource.url", infra.jdbcUrl());
      all.put("spring.datasource.username", EmbeddedPostgres.USER);
      all.put("spring.datasource.password", EmbeddedPostgres.PASSWORD);
      all.put("spring.datasource.hikari.maximum-pool-size", "8");
    }
    return all.entrySet().stream()
        .map(e -> "--" + e.getKey() + "=" + e.getValue())
        .toArray(String[]::new);
  }

  private static Map<String, String> defaults(SuiteProperties properties, DataDirectory data) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spring.profiles.active", "standalone");
    all.put("server.address", "127.0.0.1");
    all.put("im.kafka.small-topics", "true");
    all.put("im.admin.user", "admin");
    all.put("im.admin.password", "admin");
    all.put("im.cluster.secret", data.clusterSecret());
    all.put(
        "im.sip.next-hop", "127.0.0.1:" + properties.port(SuitePort.LAB_CORE) + ";transport=tcp");
    all.put("im.sip.advertised", "im.example.org:" + properties.port(SuitePort.CONTROLLING));
    all.put("im.sip.trusted-peers", "127.0.0.0/8");
    all.put("im.pager.messages-per-minute", "0");
    all.put("im.xdm.demo-groups", "true");
    all.put("im.xdm.xcap.test-app", "true");
    for (String user : List.of("alice", "bob", "carol", "dave", "erin")) {
      all.put("im.xdm.xcap.passwords[" + user + "@example.org]", user);
    }
    all.put(
        "im.xdm.console.sessions-url",
        "http://127.0.0.1:" + properties.port(SuitePort.HTTP_CONFERENCE));
    all.put("im.conference.state-dir", data.state().resolve("conference").toString());
    all.put("im.conference.session-timeout", "3s");
    all.put("im.conference.heartbeat", "500ms");
    // The broker shares our two cores: fewer, larger transactions.
    all.put("im.conference.commit", "50ms");
    all.put("im.conference.standbys", "0");
    // A busy laptop may stop for longer than a server does.
    all.put("im.conference.transaction-timeout", "4s");
    all.put("im.msrp.tls.self-signed", "true");
    for (SuitePort port :
        List.of(
            SuitePort.ORIGINATING,
            SuitePort.TERMINATING,
            SuitePort.CONTROLLING,
            SuitePort.MSRP,
            SuitePort.MSRP_TLS,
            SuitePort.MSRP_WS,
            SuitePort.MSRP_WSS)) {
      all.put(port.property(), Integer.toString(properties.port(port)));
    }
    return all;
  }
}
