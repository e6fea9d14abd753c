package org.parlour.interop.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.parlour.client.ClientEvent;
import org.parlour.client.ClientOptions;
import org.parlour.client.CoreAddress;
import org.parlour.client.DocumentSubscription;
import org.parlour.interop.suite.TappedUser;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// A user who writes documents of the own tree by XCAP, and is told of their changes over SIP.
final class Reader extends TappedUser {
  static final String LISTS = "resource-lists/";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI xdm;

  private Reader(CoreAddress core, ClientOptions options, URI xdm) {
    super(core, options);
    this.xdm = xdm;
  }

  /// @param xdm where XCAP is served
  static Reader arrives(String name, CoreAddress core, URI xdm) {
    return new Reader(core, ClientOptions.of(name, "example.org", "im.example.org"), xdm);
  }

  DocumentSubscription subscribes(boolean aggregate) {
    return subscribes(aggregate, LISTS);
  }

  DocumentSubscription subscribes(boolean aggregate, String uri) {
    return outcome(address() + " subscribes", client().subscribeDocuments(List.of(uri), aggregate));
  }

  /// The document's selector.
  String selector() {
    return LISTS + "users/" + address() + "/index";
  }

  /// Writes the list with this name in it.
  ///
  /// @return its ETag, without quotes
  String writes(String name) {
    String body =
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\""
            + name
            + "\"/></resource-lists>";
    return etag(
        request()
            .header("Content-Type", "application/resource-lists+xml")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  String deletes() {
    return etag(request().DELETE());
  }

  /// Known by password where there is one, and by a trusted proxy elsewhere.
  private HttpRequest.Builder request() {
    String login = address().user() + "@" + address().host() + ":" + address().user();
    HttpRequest.Builder request = HttpRequest.newBuilder(xdm.resolve("/xcap-root/" + selector()));
    return address().user().contains("-")
        ? request.header("X-3GPP-Asserted-Identity", '"' + address().toString() + '"')
        : request.header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  private static String etag(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
      return answer.headers().firstValue("ETag").orElse("").replace("\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Waits until something was told that passes, of the own document.
  ///
  /// @return what was told, of all that was
  XcapDiff.Document isTold(String etag, Duration patience) {
    return await(address() + " is told of " + etag)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> told().stream().filter(d -> etag.equals(d.newEtag())).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /// Everything so far that is about the own document.
  List<XcapDiff.Document> told() {
    return told(selector());
  }

  /// Everything so far that is about one document.
  List<XcapDiff.Document> told(String selector) {
    return diffs().stream()
        .flatMap(diff -> diff.documents().stream())
        .filter(document -> document.selector().equals(selector))
        .toList();
  }

  List<XcapDiff> diffs() {
    return all(ClientEvent.DocumentsChanged.class).stream()
        .map(ClientEvent.DocumentsChanged::diff)
        .toList();
  }
}
