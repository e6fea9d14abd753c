package org.parlour.xdm.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a service over HTTP, as its administrator or as nobody.
public final class RestClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private final String login;

  public RestClient(int port, String password) {
    this.root = "http://127.0.0.1:" + port;
    this.login =
        Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
  }

  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  /// With a body of another type than JSON.
  public Answer postAs(String type, String path, String body) {
    return send(
        request("POST", path, BodyPublishers.ofString(body)).setHeader("Content-Type", type));
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, BodyPublishers.ofString(body), headers);
  }

  /// With a JSON Merge Patch.
  public Answer patch(String path, String body, String... headers) {
    HttpRequest.Builder request =
        request("PATCH", path, BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/merge-patch+json");
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer getAsNobody(String path) {
    return send(HttpRequest.newBuilder(URI.create(root + path)));
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = request(method, path, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .method(method, body)
        .header("Content-Type", "application/json")
        .header("Authorization", "Basic " + login);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
