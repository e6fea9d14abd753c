package org.parlour.xdm.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.parlour.xdm.support.RestClient.Answer;

/// Asks for XCAP documents, as a user by Basic.
public final class XcapClient {
  public static final String ELEMENT = "application/xcap-el+xml";
  public static final String ATTRIBUTE = "application/xcap-att+xml";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private final String login;

  public XcapClient(int port, String user, String password) {
    this.root = "http://127.0.0.1:" + port + "/xcap-root/";
    this.login =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  public String root() {
    return root;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, new byte[0], headers);
  }

  public Answer put(String path, String type, String body, String... headers) {
    return put(path, type, body.getBytes(UTF_8), headers);
  }

  public Answer put(String path, String type, byte[] body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = type;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("PUT", path, body, all);
  }

  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request = request(method, path, body).header("Authorization", login);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// Without a login of this client's.
  public Answer plain(String method, String path, String... headers) {
    HttpRequest.Builder request = request(method, path, new byte[0]);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public static void assertConflict(String element, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.header("Content-Type")).isEqualTo("application/xcap-error+xml");
    assertThat(answer.text()).contains("<" + element + " phrase=\"");
  }

  private HttpRequest.Builder request(String method, String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .method(
            method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
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
