package org.parlour.interop.failure;

import java.util.List;
import java.util.stream.StreamSupport;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.Member;
import org.parlour.interop.suite.RestClient;
import org.parlour.protocol.address.ImAddress;
import tools.jackson.databind.JsonNode;

/// Says which switch has a session. Switches mask its identity.
final class Switches {
  private static final int SHOWN = 6;

  private final Cluster cluster;
  private final RestClient rest;

  Switches(Cluster cluster) {
    this.cluster = cluster;
    this.rest = cluster.rest();
  }

  /// Those that have a session of this identity.
  List<Member> of(ImAddress session) {
    return cluster.switches().stream()
        .filter(member -> member.process().alive() && has(member, session))
        .toList();
  }

  private boolean has(Member member, ImAddress session) {
    String shown = session.user().substring(0, SHOWN);
    JsonNode sessions = rest.get(member.http(), "/actuator/imstate").path("sessions");
    return StreamSupport.stream(sessions.spliterator(), false)
        .anyMatch(found -> found.path("session").asString().contains(shown));
  }
}
