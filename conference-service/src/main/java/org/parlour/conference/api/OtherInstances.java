package org.parlour.conference.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.topology.SessionQueries;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks the other instances of the conference service for their sessions, and passes requests on to
/// the one that has a session; always with the caller's own credentials.
final class OtherInstances {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WITH_KAFKA = Duration.ofSeconds(12);
  private static final String BASE = "http://{host}:{port}/api/v1/sessions";

  private final SessionQueries queries;
  private final HostInfo self;
  private final RestClient reading = client(PATIENCE);
  private final RestClient writing = client(PATIENCE_WITH_KAFKA);

  /// @param self as this instance advertises itself
  OtherInstances(SessionQueries queries, HostInfo self) {
    this.queries = queries;
    this.self = self;
  }

  private static RestClient client(Duration patience) {
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
    factory.setReadTimeout(patience);
    return RestClient.builder().requestFactory(factory).build();
  }

  /// An instance did not answer, so the answer would be wrong.
  static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Silent(HostInfo instance, RestClientException cause) {
      super("instance " + instance.host() + ":" + instance.port() + " does not answer", cause);
    }
  }

  /// What is to be done to a session.
  ///
  /// @param path below the session, with `{user}` where `user` stands
  /// @param body null for none
  record Errand(HttpMethod method, UUID id, String path, String user, @Nullable Object body) {}

  /// Our sessions and theirs after `after`, in the order of their ids, at most `limit`.
  List<SessionView> add(
      List<SessionView> here,
      SessionQuery query,
      String after,
      int limit,
      @Nullable String authorization) {
    List<SessionView> all = new ArrayList<>(here);
    for (HostInfo instance : others()) {
      try {
        SessionPage page =
            reading
                .get()
                .uri(
                    BASE
                        + "?scope=local&limit={limit}&after={after}&group={group}&user={user}"
                        + "&phase={phase}&since={since}",
                    Map.of(
                        "host", instance.host(),
                        "port", instance.port(),
                        "limit", limit,
                        "after", after,
                        "group", query.group(),
                        "user", query.user(),
                        "phase", query.phase(),
                        "since", query.since()))
                .headers(as(authorization))
                .retrieve()
                .body(SessionPage.class);
        if (page != null) {
          all.addAll(page.sessions());
        }
      } catch (RestClientException e) {
        throw new Silent(instance, e);
      }
    }
    all.sort(Comparator.comparing(view -> view.id().toString()));
    return all.size() <= limit ? all : all.subList(0, limit);
  }

  Optional<SessionDetail> find(UUID id, @Nullable String authorization) {
    for (HostInfo instance : others()) {
      Optional<SessionDetail> found = find(instance, id, authorization);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<SessionDetail> find(HostInfo instance, UUID id, @Nullable String authorization) {
    try {
      return Optional.ofNullable(
          reading
              .get()
              .uri(BASE + "/{id}?scope=local", instance.host(), instance.port(), id)
              .headers(as(authorization))
              .retrieve()
              .body(SessionDetail.class));
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    } catch (RestClientException e) {
      throw new Silent(instance, e);
    }
  }

  /// Lets the instance that has the session do it.
  ///
  /// @return its answer, whatever it says; empty when no instance has the session
  Optional<ResponseEntity<byte[]>> forward(Errand errand, @Nullable String authorization) {
    for (HostInfo instance : others()) {
      if (find(instance, errand.id(), authorization).isPresent()) {
        return Optional.of(forward(instance, errand, authorization));
      }
    }
    return Optional.empty();
  }

  private ResponseEntity<byte[]> forward(
      HostInfo instance, Errand errand, @Nullable String authorization) {
    try {
      RestClient.RequestBodySpec request =
          writing
              .method(errand.method())
              .uri(
                  BASE + "/{id}" + errand.path() + "?scope=local",
                  Map.of(
                      "host", instance.host(),
                      "port", instance.port(),
                      "id", errand.id(),
                      "user", errand.user()))
              .headers(as(authorization));
      if (errand.body() != null) {
        request.contentType(MediaType.APPLICATION_JSON).body(errand.body());
      }
      return request.exchangeForRequiredValue((sent, answer) -> passedOn(answer));
    } catch (RestClientException e) {
      throw new Silent(instance, e);
    }
  }

  private static ResponseEntity<byte[]> passedOn(
      RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse answer)
      throws java.io.IOException {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(answer.getHeaders().getContentType());
    headers.setLocation(answer.getHeaders().getLocation());
    return ResponseEntity.status(answer.getStatusCode())
        .headers(headers)
        .body(answer.getBody().readAllBytes());
  }

  private List<HostInfo> others() {
    return queries.instances().stream().filter(host -> !host.equals(self)).toList();
  }

  private static Consumer<HttpHeaders> as(@Nullable String authorization) {
    return headers -> {
      if (authorization != null) {
        headers.set(HttpHeaders.AUTHORIZATION, authorization);
      }
    };
  }
}
