package org.parlour.interop.groups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// The document of a group in the tree of its owner, who changes it by XCAP.
final class OwnersDocument {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI ruleset;
  private final String login;

  /// @param owner a demo user, whose password is the name
  OwnersDocument(RunningSuite suite, ImAddress owner, ImAddress group) {
    this.ruleset =
        suite
            .addresses()
            .xdm()
            .resolve(
                "/xcap-root/org.openmobilealliance.groups/users/"
                    + owner
                    + "/"
                    + group.user()
                    + "/~~/group/list-service/cp:ruleset"
                    + "?xmlns(cp=urn:ietf:params:xml:ns:common-policy)");
    String password = owner.user() + "@" + owner.host() + ":" + owner.user();
    this.login = "Basic " + Base64.getEncoder().encodeToString(password.getBytes(UTF_8));
  }

  /// From now on nobody else may take part.
  void letsJoinOnly(Guest... guests) {
    String ones =
        Arrays.stream(guests)
            .map(guest -> "<cp:one id=\"" + guest.address() + "\"/>")
            .collect(Collectors.joining());
    put(
        """
        <cp:ruleset xmlns="urn:oma:xml:poc:list-service"
            xmlns:cp="urn:ietf:params:xml:ns:common-policy">
          <cp:rule id="named">
            <cp:conditions><cp:identity>%s</cp:identity></cp:conditions>
            <cp:actions>
              <allow-initiate-conference>true</allow-initiate-conference>
              <join-handling>true</join-handling>
            </cp:actions>
          </cp:rule>
        </cp:ruleset>\
        """
            .formatted(ones));
  }

  private void put(String element) {
    HttpRequest request =
        HttpRequest.newBuilder(ruleset)
            .header("Authorization", login)
            .header("Content-Type", "application/xcap-el+xml")
            .PUT(HttpRequest.BodyPublishers.ofString(element))
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
