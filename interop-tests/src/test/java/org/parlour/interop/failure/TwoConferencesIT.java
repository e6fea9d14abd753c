package org.parlour.interop.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ClientRuntime;
import org.parlour.client.ImSession;
import org.parlour.client.transaction.Tokens;
import org.parlour.contracts.routing.PublicId;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.interop.suite.Member;
import org.parlour.protocol.Spec;

/// An administrator asks the instance that does not have a session, and the one that has it does
/// what is asked.
@ExtendWith(ClusterExtension.class)
class TwoConferencesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String METRIC =
      "im_conference_operator_requests_total{action=\"expel\",outcome=\"accepted\"}";

  private final Cluster cluster;

  TwoConferencesIT(Cluster cluster) {
    this.cluster = cluster;
  }

  private Party arrives(String name, ClientRuntime runtime) {
    return Party.arrives("both-" + name + "-" + Tokens.random(6), runtime, cluster.core());
  }

  @Test
  @Spec("ISS-3b")
  void whatIsAskedOfTheOneInstanceIsDoneByTheOther() {
    try (ClientRuntime runtime = new ClientRuntime();
        Party ann = arrives("ann", runtime);
        Party ben = arrives("ben", runtime);
        Party cat = arrives("cat", runtime)) {
      steersThroughTheOther(ann, ben, cat);
    }
  }

  private void steersThroughTheOther(Party ann, Party ben, Party cat) {
    CompletableFuture<ImSession> asked = ann.invites(ben, cat);
    ImSession bens = ben.accepts();
    ImSession cats = cat.accepts();
    ImSession anns = Party.outcome("the session", asked);
    Member other = other(anns);
    String session = "/api/v1/sessions/" + PublicId.of(anns.identity().toString());

    assertThat(exchange(other, "GET", "/api/v1/sessions?user=" + ben.address(), null).body())
        .contains(PublicId.of(anns.identity().toString()).toString());
    assertThat(exchange(other, "GET", session, null).statusCode()).isEqualTo(200);

    accepted(other, "POST", session + "/announcements", "{\"text\": \"lunch is ready\"}");
    ann.hears("lunch is ready");
    cat.hears("lunch is ready");

    accepted(other, "DELETE", session + "/participants/" + cat.address(), null);
    cat.seesTheEndOf(cats);
    HttpResponse<String> again =
        exchange(other, "DELETE", session + "/participants/" + cat.address(), null);
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(cluster.rest().metrics(other.http())).doesNotContain(METRIC);

    accepted(other, "DELETE", session, null);
    ann.hears("The session is being closed");
    ann.seesTheEndOf(anns);
    ben.seesTheEndOf(bens);
    await("nobody has it any more")
        .atMost(PATIENCE)
        .until(() -> exchange(other, "GET", session, null).statusCode() == 404);
    assertThat(exchange(other, "DELETE", "/api/v1/sessions/" + UUID.randomUUID(), null))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);
  }

  /// The instance that does not have it.
  private Member other(ImSession session) {
    Member owner =
        await("somebody has the session")
            .atMost(PATIENCE)
            .until(() -> new Owners(cluster).of(session), Optional::isPresent)
            .orElseThrow();
    return cluster.conferences().stream()
        .filter(member -> member != owner)
        .findFirst()
        .orElseThrow();
  }

  private void accepted(Member member, String method, String path, String json) {
    HttpResponse<String> answer = exchange(member, method, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(link -> assertThat(path).startsWith(link));
  }

  private HttpResponse<String> exchange(Member member, String method, String path, String json) {
    URI uri = member.http().resolve(path);
    return cluster.rest().exchange(method, uri, json);
  }
}
