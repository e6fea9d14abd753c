package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.support.RestClient;
import tools.jackson.databind.JsonNode;

/// Who may what, on its page and over REST.
class PermissionPagesIT {
  private static final String REST = "/api/v1/groups/sip:asked@im.example.org";
  private static final String MAY = "/console/may?group=asked&user=";

  private final RestClient rest = RunningConsole.rest();
  private final Forms forms = new Forms(RunningConsole.port(), RunningConsole.PASSWORD);

  @BeforeEach
  void aGroupWithRules() {
    rest.put(
        REST,
        """
        {"members": [{"address": "sip:alice@example.org"}], "rules": [
          {"id": "crew", "conditions": [{"type": "is-list-member"}], "actions": ["join-handling"]},
          {"id": "guests", "conditions": [{"type": "other-identity"}],
           "actions": ["allow-conference-state"]},
          {"id": "shy", "conditions": [{"type": "anonymous-request"}],
           "actions": ["allow-anonymity"]}]}\
        """);
  }

  @Test
  void theRuleThatAllowsItIsNamed() {
    JsonNode yes = rest.get(REST + "/may?user=sips:alice@EXAMPLE.org&action=join-handling").json();
    assertThat(yes.get("allowed").asBoolean()).isTrue();
    assertThat(yes.get("rule").asString()).isEqualTo("crew");
    assertThat(yes.get("member").asBoolean()).isTrue();
    assertThat(yes.get("user").asString()).isEqualTo("sip:alice@example.org");
    JsonNode guests = yes.get("rules").get(1);
    assertThat(guests.get("id").asString()).isEqualTo("guests");
    assertThat(guests.get("applies").asBoolean()).isFalse();
    assertThat(guests.get("failing").get("type").asString()).isEqualTo("other-identity");

    assertThat(forms.open(MAY + "alice@example.org").body())
        .contains("<b>Yes</b>", "a member", "may join", "<b>crew</b>, for <span>members</span>");
  }

  @Test
  void whatNoRuleAllowsIsForbidden() {
    JsonNode no = rest.get(REST + "/may?user=sip:bob@example.org&action=join-handling").json();
    assertThat(no.get("allowed").asBoolean()).isFalse();
    assertThat(no.get("rule").isNull()).isTrue();
    assertThat(no.get("rules").get(0).get("failing").get("type").asString())
        .isEqualTo("is-list-member");
    assertThat(no.get("rules").get(1).get("applies").asBoolean()).isTrue();

    assertThat(forms.open(MAY + "bob@example.org&action=join-handling").body())
        .contains("<b>No</b>", "no member", "may not join", "no: it is for members")
        .contains("No rule that is for this user allows it.");
  }

  @Test
  void whoWantsToBeAnonymousAsksForIt() {
    assertThat(rest.get(REST + "/may?user=sip:bob@example.org&action=allow-anonymity").text())
        .contains("\"allowed\":true", "\"rule\":\"shy\"");
    String state = "/may?user=sip:bob@example.org&action=allow-conference-state";
    assertThat(rest.get(REST + state + "&anonymous=true").json().get("rules").get(2).toString())
        .contains("\"applies\":true");
    assertThat(forms.open(MAY + "bob@example.org&action=allow-anonymity").body())
        .contains("may be anonymous");
  }

  @Test
  void whatCannotBeAskedIsSaidSo() {
    assertThat(rest.get(REST + "/may?user=sip:bob@example.org&action=fly").status()).isEqualTo(400);
    assertThat(rest.get(REST + "/may?user=%3C%3E&action=join-handling").status()).isEqualTo(400);
    assertThat(
            rest.get("/api/v1/groups/sip:no@im.example.org/may?user=sip:b@b&action=join-handling")
                .status())
        .isEqualTo(404);

    HttpResponse<String> page = forms.open(MAY + "bob@example.org&action=fly");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("action: fly (expected: one of ", "value=\"bob@example.org\"");
    assertThat(forms.open("/console/may?group=no&user=bob@example.org").statusCode())
        .isEqualTo(404);
    assertThat(forms.open("/console/may").body()).contains("May the user");
  }
}
