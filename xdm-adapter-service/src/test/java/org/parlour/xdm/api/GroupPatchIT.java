package org.parlour.xdm.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.xdm.console.RunningConsole;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import tools.jackson.databind.JsonNode;

class GroupPatchIT {
  private static final String GROUP = "/api/v1/groups/sip:patched@im.example.org";

  private final RestClient rest = RunningConsole.rest();

  @Test
  void onlyWhatThePatchNamesChanges() {
    rest.put(
        GROUP,
        """
        {"displayName": "Before", "maxParticipants": 5, "subject": "old",
         "members": [{"address": "sip:alice@example.org", "nickname": "Al"}],
         "rules": [{"id": "all", "conditions": [], "actions": ["join-handling"]}]}\
        """);
    String etag = rest.get(GROUP).header("ETag");

    Answer answer =
        rest.patch(GROUP, "{\"displayName\": \"After\", \"subject\": null}", "If-Match", etag);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isNotEmpty().isNotEqualTo(etag);
    JsonNode group = rest.get(GROUP).json();
    assertThat(group).isEqualTo(answer.json());
    assertThat(group.get("displayName").asString()).isEqualTo("After");
    assertThat(group.get("subject").isNull()).isTrue();
    assertThat(group.get("maxParticipants").asInt()).isEqualTo(5);
    assertThat(group.get("members").get(0).get("nickname").asString()).isEqualTo("Al");
    assertThat(group.get("rules")).hasSize(1);
    assertThat(rest.patch(GROUP, "{\"subject\": \"x\"}", "If-Match", etag).status()).isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"uri\": \"sip:other@im.example.org\"}",
        "{\"owner\": \"sip:bob@example.org\"}",
        "{\"members\": 5}",
        "{\"members\": [{\"address\": \"<>\"}]}",
        "{\"maxParticipants\": \"many\"}",
        "{\"rules\": [{\"id\": \"r\"}]}",
        "{\"rules"
      })
  void aPatchThatMakesNoGroupChangesNothing(String patch) {
    rest.put(GROUP, "{\"displayName\": \"Stays\"}");
    String etag = rest.get(GROUP).header("ETag");

    assertThat(rest.patch(GROUP, patch).status()).isEqualTo(400);

    assertThat(rest.get(GROUP).header("ETag")).isEqualTo(etag);
  }

  @Test
  void whatIsNotThereIsNotPatched() {
    assertThat(rest.patch("/api/v1/groups/sip:nowhere@im.example.org", "{}").status())
        .isEqualTo(404);
  }
}
