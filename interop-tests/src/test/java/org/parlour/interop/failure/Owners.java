package org.parlour.interop.failure;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.parlour.client.ImSession;
import org.parlour.contracts.routing.PublicId;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.Member;
import org.parlour.interop.suite.RestClient;

/// Says which conference instance has a session.
final class Owners {
  private final Cluster cluster;
  private final RestClient rest;

  Owners(Cluster cluster) {
    this.cluster = cluster;
    this.rest = cluster.rest();
  }

  Optional<Member> of(ImSession session) {
    return cluster.conferences().stream()
        .filter(member -> member.process().alive() && has(member, session))
        .findFirst();
  }

  boolean has(Member member, ImSession session) {
    UUID id = PublicId.of(session.identity().toString());
    URI uri = member.http().resolve("/api/v1/sessions/" + id + "?scope=local");
    return rest.exchange("GET", uri, null).statusCode() == 200;
  }
}
