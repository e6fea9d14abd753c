package org.parlour.interop.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parlour.protocol.address.ImAddress;
import tools.jackson.databind.JsonNode;

/// What the archive says of a session, as an administrator reads it.
public final class Archive {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CONVERSATIONS = "/api/v1/conversations";

  private final RestClient rest;
  private final URI history;

  public Archive(RestClient rest, URI history) {
    this.rest = rest;
    this.history = history;
  }

  /// Waits until the session has ended there.
  public JsonNode ended(ImAddress session) {
    return await("the end of " + session + " in the archive")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> find(session), found -> found.path("endedAt").isString());
  }

  /// Waits until so many messages of the session are there, and returns their texts in order.
  public List<String> texts(ImAddress session, int count) {
    return await(count + " messages of " + session + " in the archive")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> textsNow(session), found -> found.size() >= count);
  }

  private List<String> textsNow(ImAddress session) {
    String id = find(session).path("id").asString();
    List<String> texts = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = rest.get(history, CONVERSATIONS + "/" + id + "/messages?limit=200" + next);
      page.path("messages").forEach(message -> texts.add(message.path("text").asString()));
      next =
          page.path("next").isString()
              ? "&after=" + URLEncoder.encode(page.path("next").asString(), UTF_8)
              : "";
    } while (!next.isEmpty());
    return texts;
  }

  private JsonNode find(ImAddress session) {
    String query = "?session=" + URLEncoder.encode(session.toString(), UTF_8);
    return rest.get(history, CONVERSATIONS + query).path("conversations").get(0);
  }
}
