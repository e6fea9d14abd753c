package org.parlour.benchmarks.xdm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/// Requests of each client for its own document, made beforehand, so that the load costs little.
final class Requests {
  static final String LISTS = "application/resource-lists+xml";
  static final String GROUPS = "application/vnd.oma.poc.groups+xml";
  private static final String GROUP_TREE = "/xcap-root/org.openmobilealliance.groups/users/sip:u";
  private static final String LIST_TREE = "/xcap-root/resource-lists/users/sip:u";

  private Requests() {}

  static String basic(String user, String password) {
    String plain = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
  }

  private static String login(int client) {
    return basic("u" + client + "@example.org", "u" + client);
  }

  static String list(int client) {
    return LIST_TREE + client + "@example.org/index";
  }

  static String group(int client) {
    return GROUP_TREE + client + "@example.org/g" + client;
  }

  /// The path of a client's document.
  @FunctionalInterface
  interface Place {
    String of(int client);
  }

  static Load.Requests reading(Server server, int clients, Place place) {
    List<HttpRequest> all =
        IntStream.range(0, clients)
            .mapToObj(client -> to(server, place, client).GET().build())
            .toList();
    return (client, _) -> all.get(client);
  }

  static Load.Requests readingByDigest(Load load, Server server, int clients, Place place) {
    List<HttpRequest> all =
        IntStream.range(0, clients)
            .mapToObj(client -> byDigest(load, server.at(place.of(client)), client))
            .toList();
    return (client, _) -> all.get(client);
  }

  private static HttpRequest byDigest(Load load, URI uri, int client) {
    Digest login = Digest.challenged(load, uri, "u" + client + "@example.org", "u" + client);
    return HttpRequest.newBuilder(uri)
        .header("Authorization", login.answer("GET", uri))
        .GET()
        .build();
  }

  /// What a client writes.
  @FunctionalInterface
  interface Text {
    /// @param turn 0 or 1; the texts differ
    String of(int client, int turn);
  }

  static Load.Requests writing(Server server, int clients, Place place, String type, Text text) {
    List<List<HttpRequest>> all =
        IntStream.range(0, clients)
            .mapToObj(
                client ->
                    IntStream.range(0, 2)
                        .mapToObj(
                            turn ->
                                to(server, place, client)
                                    .header("Content-Type", type)
                                    .PUT(BodyPublishers.ofString(text.of(client, turn)))
                                    .build())
                        .toList())
            .toList();
    return (client, number) -> all.get(client).get(number % 2);
  }

  private static HttpRequest.Builder to(Server server, Place place, int client) {
    return HttpRequest.newBuilder(server.at(place.of(client)))
        .header("Authorization", login(client));
  }
}
