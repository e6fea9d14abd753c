package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.address.ImAddress;

/// A group of one test, written over REST as an administrator does.
final class GroupFile {
  private final RunningSuite suite;
  private final ImAddress uri;
  private final List<String> fields = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();

  /// A new name that begins with `name`.
  GroupFile(String name, RunningSuite suite) {
    this.suite = suite;
    this.uri =
        ImAddress.sip(name + "-" + Tokens.random(8).toLowerCase(Locale.ROOT), "im.example.org");
  }

  ImAddress uri() {
    return uri;
  }

  GroupFile members(Guest... guests) {
    return field(
        "members",
        Arrays.stream(guests)
            .map(guest -> "{\"address\": \"" + guest.address() + "\"}")
            .collect(Collectors.joining(", ", "[", "]")));
  }

  /// @param json of the value
  GroupFile field(String name, String json) {
    fields.removeIf(field -> field.startsWith("\"" + name + "\""));
    fields.add("\"" + name + "\": " + json);
    return this;
  }

  GroupFile everybodyMay(String... actions) {
    return rule("", actions);
  }

  GroupFile membersMay(String... actions) {
    return rule("{\"type\": \"is-list-member\"}", actions);
  }

  GroupFile mayBesides(Guest guest, String... actions) {
    return rule("{\"type\": \"identity\", \"one\": [\"" + guest.address() + "\"]}", actions);
  }

  private GroupFile rule(String condition, String... actions) {
    String allowed =
        Arrays.stream(actions).map(a -> "\"" + a + "\"").collect(Collectors.joining(", "));
    rules.add("{\"conditions\": [" + condition + "], \"actions\": [" + allowed + "]}");
    return this;
  }

  GroupFile withoutRules() {
    rules.clear();
    return this;
  }

  /// Makes or replaces it; in force when this returns.
  ImAddress write() {
    List<String> all = new ArrayList<>(fields);
    if (!rules.isEmpty()) {
      all.add("\"rules\": [" + String.join(", ", rules) + "]");
    }
    exchange("PUT", "{" + String.join(", ", all) + "}");
    return uri;
  }

  void delete() {
    exchange("DELETE", null);
  }

  private void exchange(String method, String json) {
    HttpResponse<String> answer =
        suite
            .rest()
            .exchange(method, suite.addresses().xdm().resolve("/api/v1/groups/" + uri), json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }
}
