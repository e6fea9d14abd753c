package org.parlour.interop.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.parlour.interop.suite.RestClient;
import org.parlour.protocol.address.ImAddress;
import tools.jackson.databind.JsonNode;

/// What the archive says of a session, as an administrator reads it.
final class Archive {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CONVERSATIONS = "/api/v1/conversations";

  private final RestClient rest;
  private final URI history;

  Archive(RestClient rest, URI history) {
    this.rest = rest;
    this.history = history;
  }

  /// Waits until the session has ended there.
  JsonNode ended(ImAddress session) {
    return await("the end of " + session + " in the archive")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> find(session), found -> found.path("endedAt").isString());
  }

  /// Waits until so many messages of the session are there, and returns their texts in order.
  List<String> texts(ImAddress session, int count) {
    return await(count + " messages of " + session + " in the archive")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> textsNow(session), found -> found.size() >= count);
  }

  private List<String> textsNow(ImAddress session) {
    String id = find(session).path("id").asString();
    JsonNode messages = rest.get(history, CONVERSATIONS + "/" + id + "/messages");
    return StreamSupport.stream(messages.path("messages").spliterator(), false)
        .map(message -> message.path("text").asString())
        .toList();
  }

  private JsonNode find(ImAddress session) {
    String query = "?session=" + URLEncoder.encode(session.toString(), UTF_8);
    return rest.get(history, CONVERSATIONS + query).path("conversations").get(0);
  }
}
