package org.parlour.conference.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.topology.SessionQueries;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks the other instances of the conference service for their sessions, with the caller's own
/// credentials.
final class OtherInstances {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SessionQueries queries;
  private final HostInfo self;
  private final RestClient http;

  /// @param self as this instance advertises itself
  OtherInstances(SessionQueries queries, HostInfo self) {
    this.queries = queries;
    this.self = self;
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
    factory.setReadTimeout(PATIENCE);
    this.http = RestClient.builder().requestFactory(factory).build();
  }

  /// An instance did not answer, so the answer would be wrong.
  static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Silent(HostInfo instance, RestClientException cause) {
      super("instance " + instance.host() + ":" + instance.port() + " does not answer", cause);
    }
  }

  /// Our sessions and theirs after `after`, in the order of their ids, at most `limit`.
  List<SessionView> add(
      List<SessionView> here, String after, int limit, @Nullable String authorization) {
    List<SessionView> all = new ArrayList<>(here);
    for (HostInfo instance : others()) {
      try {
        SessionPage page =
            http.get()
                .uri(
                    "http://{host}:{port}/api/v1/sessions?scope=local&limit={limit}&after={after}",
                    instance.host(),
                    instance.port(),
                    limit,
                    after)
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
    all.sort(Comparator.comparing(SessionView::id));
    return all.size() <= limit ? all : all.subList(0, limit);
  }

  Optional<SessionView> find(String id, @Nullable String authorization) {
    for (HostInfo instance : others()) {
      try {
        SessionView found =
            http.get()
                .uri(
                    "http://{host}:{port}/api/v1/sessions/{id}?scope=local",
                    instance.host(),
                    instance.port(),
                    id)
                .headers(as(authorization))
                .retrieve()
                .body(SessionView.class);
        if (found != null) {
          return Optional.of(found);
        }
      } catch (HttpClientErrorException.NotFound e) {
        // the next one may have it
      } catch (RestClientException e) {
        throw new Silent(instance, e);
      }
    }
    return Optional.empty();
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
