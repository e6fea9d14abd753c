package org.parlour.xdm.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers for the conference service with one running session, and notes what it is asked to do.
public final class FakeConference {
  public static final String ID = "8a6f9f24-3a1c-8d5e-9c07-5be6d1f0a2b4";

  private static final String OVERVIEW =
      """
      "id": "%s", "session": "sip:team@im.example.org;session=7k2m…",
      "group": "sip:team@im.example.org", "phase": "active", "created": "2026-11-25T10:00:00Z", "started": "2026-11-25T10:00:01Z",
      "subject": "lunch", "conversation": null, "legs": 2, "subscriptions": 1, "participants": [
        {"address": "sip:alice@example.org", "name": "Alice", "status": "connected",
         "joined": "2026-11-25T10:00:01Z", "anonymous": false, "endpoints": 1},
        {"address": "sip:bob@example.org", "name": null, "status": "on-hold",
         "joined": null, "anonymous": false, "endpoints": 1}]\
      """
          .formatted(ID);

  private static final String DETAIL =
      """
      , "endpoints": [{"participant": "sip:alice@example.org", "status": "connected",
        "joining": "dialed-in", "joined": "2026-11-25T10:00:01Z", "sessionExpires": 1800,
        "refresher": "participant", "acceptTypes": ["message/cpim", "text/plain"],
        "maxSize": 1000}],
      "subscribers": [],
      "media": {"ordinal": 0, "host": "127.0.0.1:2855", "epoch": 1, "next": null},
      "timeline": [{"at": "2026-11-25T10:00:01Z", "what": "joined", "who": "sip:alice@example.org",
        "detail": null}]\
      """;

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private FakeConference(HttpServer server) {
    this.server = server;
  }

  static FakeConference start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeConference conference = new FakeConference(server);
      server.createContext("/api/v1/sessions", conference::answer);
      server.start();
      return conference;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What was asked to be done, as method, path, body and administrator.
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/api/v1/sessions".length());
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (exchange.getRequestMethod().equals("GET")) {
      switch (path) {
        case "" -> send(exchange, 200, "{\"sessions\": [{" + OVERVIEW + "}], \"after\": null}");
        case "/" + ID -> send(exchange, 200, "{" + OVERVIEW + DETAIL + "}");
        default -> send(exchange, 404, "{\"detail\": \"no running session here\"}");
      }
    } else if (path.endsWith("bob@example.org")) {
      send(exchange, 409, "{\"detail\": \"participant bob is not connected\"}");
    } else {
      String login = exchange.getRequestHeaders().getFirst("Authorization").substring(6);
      String administrator = new String(Base64.getDecoder().decode(login), UTF_8).split(":")[0];
      asked.add(exchange.getRequestMethod() + " " + path + " " + body + " by " + administrator);
      send(exchange, 202, "{\"session\": \"/api/v1/sessions/" + ID + "\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    String type = status < 300 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
