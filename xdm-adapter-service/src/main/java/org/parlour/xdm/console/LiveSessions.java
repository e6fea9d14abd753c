package org.parlour.xdm.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/// Running sessions over the conference service's REST, with the administrator's own credentials:
/// nobody may do here what he or she may not do there, and the audit there names who it was. Every
/// method throws [Problem] when there is no good answer.
final class LiveSessions {
  private static final Duration PATIENCE_WITH_CONNECTION = Duration.ofSeconds(2);
  private static final String ROOT = "/api/v1/sessions";
  private static final String ONE = ROOT + "/{id}";

  private final @Nullable URI url;
  private final int pageSize;
  private final RestClient http;

  LiveSessions(ConsoleProperties properties) {
    this.url = properties.sessionsUrl();
    this.pageSize = properties.pageSize();
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(PATIENCE_WITH_CONNECTION).build());
    requests.setReadTimeout(properties.sessionsPatience());
    RestClient.Builder builder = RestClient.builder().requestFactory(requests);
    this.http = url == null ? builder.build() : builder.baseUrl(url).build();
  }

  /// @param after to be given for the next page; null when this is the last
  record Page(List<LiveSession> sessions, @Nullable String after) {}

  private record Refusal(@Nullable String detail) {}

  /// @param login an `Authorization` header
  /// @param group empty for all
  /// @param user who is in or asked to come; empty for all
  /// @param after empty for the first page
  Page list(String login, String group, String user, String after) {
    String query = "?limit={limit}&group={group}&user={user}&after={after}";
    Map<String, ?> values = Map.of("limit", pageSize, "group", group, "user", user, "after", after);
    return told(
        () ->
            http.get()
                .uri(ROOT + query, values)
                .header(HttpHeaders.AUTHORIZATION, login)
                .retrieve()
                .requiredBody(Page.class));
  }

  LiveSession find(String login, String id) {
    return told(
        () ->
            http.get()
                .uri(ONE, id)
                .header(HttpHeaders.AUTHORIZATION, login)
                .retrieve()
                .requiredBody(LiveSession.class));
  }

  /// @param participant as the roster shows it
  void expel(String login, String id, String participant) {
    told(
        () ->
            http.method(HttpMethod.DELETE)
                .uri(ONE + "/participants/{participant}", id, participant)
                .header(HttpHeaders.AUTHORIZATION, login)
                .retrieve()
                .toBodilessEntity());
  }

  void announce(String login, String id, String text) {
    told(
        () ->
            http.post()
                .uri(ONE + "/announcements", id)
                .header(HttpHeaders.AUTHORIZATION, login)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("text", text))
                .retrieve()
                .toBodilessEntity());
  }

  void close(String login, String id) {
    told(
        () ->
            http.method(HttpMethod.DELETE)
                .uri(ONE, id)
                .header(HttpHeaders.AUTHORIZATION, login)
                .retrieve()
                .toBodilessEntity());
  }

  private <T> T told(Supplier<T> request) {
    if (url == null) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "This console does not know where the conference service is"
              + " (im.xdm.console.sessions-url).");
    }
    try {
      return request.get();
    } catch (RestClientResponseException e) {
      throw refused(e);
    } catch (ResourceAccessException e) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "The conference service at " + url + " does not answer. Sessions run on without it.",
          e);
    } catch (RestClientException e) {
      throw new Problem(
          HttpStatus.BAD_GATEWAY, "What answers at " + url + " is no conference service.", e);
    }
  }

  private Problem refused(RestClientResponseException answer) {
    HttpStatusCode status = answer.getStatusCode();
    if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED) || status.isSameCodeAs(HttpStatus.FORBIDDEN)) {
      return new Problem(
          HttpStatus.BAD_GATEWAY,
          "The conference service at " + url + " does not take your sign-in.",
          answer);
    }
    HttpStatus known = HttpStatus.resolve(status.value());
    return new Problem(
        known == null ? HttpStatus.BAD_GATEWAY : known,
        "The conference service says: " + detail(answer),
        answer);
  }

  private static String detail(RestClientResponseException answer) {
    try {
      Refusal refusal = answer.getResponseBodyAs(Refusal.class);
      if (refusal != null && refusal.detail() != null) {
        return refusal.detail();
      }
    } catch (RuntimeException e) {
      // no problem details: the status must do
    }
    return String.valueOf(answer.getStatusCode());
  }
}
