package org.parlour.client.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the archive over its REST interface.
final class HistoryReader {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String root;
  private final String authorization;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.builder().build();

  /// @param login `user:password`
  HistoryReader(String root, String login) {
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  record Conversations(List<Conversation> conversations) {}

  record Conversation(String id, @Nullable String session, Instant startedAt) {}

  record Messages(List<Message> messages) {}

  record Message(Instant at, String from, @Nullable String displayName, @Nullable String text) {}

  /// What was said in the session, in order; empty while the archive does not know it.
  List<Message> messagesOf(String session) throws CommandFailure, InterruptedException {
    String query = "?session=" + URLEncoder.encode(session, StandardCharsets.UTF_8);
    List<Conversation> found =
        get("/api/v1/conversations" + query, Conversations.class).conversations();
    return found.isEmpty()
        ? List.of()
        : get("/api/v1/conversations/" + found.getFirst().id() + "/messages", Messages.class)
            .messages();
  }

  private <T> T get(String path, Class<T> type) throws CommandFailure, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new CommandFailure(
            Failures.FAILED, "history: GET " + path + " answered " + response.statusCode());
      }
      return json.readValue(response.body(), type);
    } catch (ConnectException e) {
      throw new CommandFailure(Failures.UNREACHABLE, "history: nothing is listening at " + root);
    } catch (IOException | JacksonException e) {
      throw new CommandFailure(Failures.FAILED, "history: GET " + path + ": " + e.getMessage());
    }
  }
}
