package org.parlour.interop.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.RestClient;
import org.parlour.interop.suite.RunningSuite;
import tools.jackson.databind.JsonNode;

/// What an administrator does to sessions, by REST.
final class Console {
  private static final String SESSIONS = "/api/v1/sessions";

  private final RestClient rest;
  private final URI conference;

  Console(RunningSuite suite) {
    this.rest = suite.rest();
    this.conference = suite.addresses().conference();
  }

  /// The id of the one session that has this participant.
  String idOf(Guest participant) {
    JsonNode sessions = list("user=" + encoded(participant.address().toString()));
    assertThat(sessions).hasSize(1);
    return sessions.get(0).path("id").asString();
  }

  JsonNode list(String query) {
    return rest.get(conference, SESSIONS + "?" + query).path("sessions");
  }

  String raw(String path) {
    return exchange("GET", path, null).body();
  }

  JsonNode detail(String id) {
    return rest.get(conference, SESSIONS + "/" + id);
  }

  void accepted(String method, String path, String json) {
    HttpResponse<String> answer = exchange(method, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(link -> assertThat(path).startsWith(link.substring(SESSIONS.length())));
  }

  /// The `code` of a refusal.
  String refused(int status, String method, String path, String json) {
    HttpResponse<String> answer = exchange(method, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return answer.body();
  }

  /// @param path below the sessions
  HttpResponse<String> exchange(String method, String path, String json) {
    return rest.exchange(method, conference.resolve(SESSIONS + path), json);
  }

  String metrics() {
    return rest.metrics(conference);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What must not be shown of a session.
  static String secret(ImSession session) {
    return session.identity().user();
  }
}
