package org.parlour.interop.groups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// The documents of a demo user, who changes them by XCAP.
final class OwnersTree {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI root;
  private final ImAddress owner;
  private final String login;

  /// @param owner whose password is the name
  OwnersTree(RunningSuite suite, ImAddress owner) {
    this.root = suite.addresses().xdm().resolve("/xcap-root/");
    this.owner = owner;
    String password = owner.user() + "@" + owner.host() + ":" + owner.user();
    this.login = "Basic " + Base64.getEncoder().encodeToString(password.getBytes(UTF_8));
  }

  /// @param name behind the user's name
  String at(String auid, String name) {
    return root + auid + "/users/" + owner + "/" + name;
  }

  void put(String uri, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Authorization", login)
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
