package org.parlour.interop.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.protocol.address.ImAddress;
import tools.jackson.databind.JsonNode;

/// A document that is written again and again, by XCAP and by REST in turn. Each write leaves its
/// number in it.
enum WrittenDocument {
  /// Its display name is the number.
  GROUP {
    @Override
    ImAddress key(String name) {
      return ImAddress.sip(name, "im.example.org");
    }

    @Override
    HttpRequest.Builder byRest(URI xdm, String name, int number) {
      String body = "{\"displayName\": \"" + mark(number) + "\", \"openToAll\": true}";
      return rest(xdm, "/api/v1/groups/" + key(name), body);
    }

    @Override
    HttpRequest.Builder byXcap(URI xdm, String name, int number) {
      String body =
          """
          <group xmlns="urn:oma:xml:poc:list-service"><list-service uri="%s">
            <display-name>%s</display-name><list/>
          </list-service></group>"""
              .formatted(key(name), mark(number));
      return xcap(
          xdm,
          "org.openmobilealliance.groups/users/" + owner(name) + "/" + name,
          "application/vnd.oma.poc.groups+xml",
          owner(name),
          body);
    }

    @Override
    String resource(String name) {
      return "/api/v1/groups/" + key(name);
    }

    @Override
    String markIn(JsonNode stored) {
      return stored.path("displayName").asString("");
    }

    @Override
    Optional<String> markIn(SignallingInput published) {
      return published instanceof GroupDocument d && d.definition() != null
          ? Optional.ofNullable(d.definition().displayName())
          : Optional.empty();
    }
  },
  /// Who is blocked has the number for a name.
  USER {
    @Override
    ImAddress key(String name) {
      return owner(name);
    }

    @Override
    HttpRequest.Builder byRest(URI xdm, String name, int number) {
      String body = "{\"blockList\": [\"sip:" + mark(number) + "@example.org\"]}";
      return rest(xdm, "/api/v1/users/" + key(name), body);
    }

    @Override
    HttpRequest.Builder byXcap(URI xdm, String name, int number) {
      String body =
          """
          <ruleset xmlns="urn:ietf:params:xml:ns:common-policy">
            <rule id="b"><conditions><identity><one id="sip:%s@example.org"/></identity></conditions>
            </rule>
          </ruleset>"""
              .formatted(mark(number));
      return xcap(
          xdm,
          "org.openmobilealliance.im-rules/users/" + owner(name) + "/im-rules",
          "application/auth-policy+xml",
          owner(name),
          body);
    }

    @Override
    String resource(String name) {
      return "/api/v1/users/" + key(name);
    }

    @Override
    String markIn(JsonNode stored) {
      return stored.path("blockList").path(0).asString("").replaceAll("^sip:|@.*$", "");
    }

    @Override
    Optional<String> markIn(SignallingInput published) {
      if (!(published instanceof UserPolicy p) || p.definition() == null) {
        return Optional.empty();
      }
      return Optional.ofNullable(p.definition().rules()).stream()
          .flatMap(List::stream)
          .flatMap(rule -> rule.conditions().stream())
          .filter(RuleCondition.Identity.class::isInstance)
          .flatMap(condition -> ((RuleCondition.Identity) condition).one().stream())
          .map(ImAddress::user)
          .findFirst();
    }
  };

  private static final String LOGIN =
      "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(UTF_8));
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Under which it is published.
  abstract ImAddress key(String name);

  abstract HttpRequest.Builder byRest(URI xdm, String name, int number);

  /// The whole document.
  abstract HttpRequest.Builder byXcap(URI xdm, String name, int number);

  /// Where administrators read it.
  abstract String resource(String name);

  abstract String markIn(JsonNode stored);

  abstract Optional<String> markIn(SignallingInput published);

  static String mark(int number) {
    return "w-" + number;
  }

  private static ImAddress owner(String name) {
    return ImAddress.sip(name, "example.org");
  }

  private static HttpRequest.Builder rest(URI xdm, String path, String body) {
    return HttpRequest.newBuilder(xdm.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", LOGIN)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder xcap(
      URI xdm, String path, String type, ImAddress user, String body) {
    return HttpRequest.newBuilder(xdm.resolve("/xcap-root/" + path))
        .timeout(PATIENCE)
        .header("X-3GPP-Asserted-Identity", '"' + user.toString() + '"')
        .header("Content-Type", type)
        .PUT(BodyPublishers.ofString(body));
  }
}
