package org.parlour.client.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The REST interface of a service, for an administrator.
final class AdminRest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String service;
  private final String root;
  private final String authorization;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.builder().build();

  /// @param service its name, for messages
  /// @param login `user:password`
  AdminRest(String service, String root, String login) {
    this.service = service;
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  <T> T get(String path, Class<T> type) throws CommandFailure, InterruptedException {
    String body = send("GET", path, request(path).GET());
    try {
      return json.readValue(body, type);
    } catch (JacksonException e) {
      throw new CommandFailure(Failures.FAILED, service + ": GET " + path + ": " + e.getMessage());
    }
  }

  void put(String path, Object content) throws CommandFailure, InterruptedException {
    send(
        "PUT",
        path,
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(content))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(PATIENCE)
        .header("Authorization", authorization)
        .header("Accept", "application/json");
  }

  private String send(String method, String path, HttpRequest.Builder request)
      throws CommandFailure, InterruptedException {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new CommandFailure(
            Failures.FAILED,
            service + ": " + method + ' ' + path + " answered " + response.statusCode());
      }
      return response.body();
    } catch (ConnectException e) {
      throw new CommandFailure(Failures.UNREACHABLE, service + ": nothing is listening at " + root);
    } catch (IOException e) {
      throw new CommandFailure(
          Failures.FAILED, service + ": " + method + ' ' + path + ": " + e.getMessage());
    }
  }
}
