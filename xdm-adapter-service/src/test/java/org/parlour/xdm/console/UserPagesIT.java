package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.support.RestClient;
import tools.jackson.databind.JsonNode;

/// The pages about users, over HTTP and beside REST.
class UserPagesIT {
  private static final String USERS = "/console/users";
  private static final String REST = "/api/v1/users";
  private static final String POLICY = "application/auth-policy+xml";

  private final RestClient rest = RunningConsole.rest();
  private final Forms forms = new Forms(RunningConsole.port(), RunningConsole.PASSWORD);

  @Test
  void whoIsNobodyIsAskedToSignIn() {
    assertThat(rest.getAsNobody(USERS).status()).isEqualTo(401);
    assertThat(rest.getAsNobody(USERS + "/sip:a@example.org").status()).isEqualTo(401);
  }

  @Test
  void aUserMadeInTheConsoleIsThereForRest() {
    HttpResponse<String> made =
        create(
            "nina@example.org",
            "aliases",
            "tel:+358100\r\n\r\n nina.b@example.org \r\n",
            "barredIncoming",
            "true",
            "allowMessage",
            "true",
            "blockList",
            "sip:mallory@example.org",
            "maxGroups",
            "3");

    assertThat(made.uri().getPath()).isEqualTo(USERS + "/sip:nina@example.org");
    assertThat(made.body())
        .contains("The user was created", "barred: nobody reaches the user", "not barred")
        .contains("tel:+358100", "sip:nina.b@example.org", "at most 3", "as many as everybody")
        .contains("Blocked (1)", "<code>sip:mallory@example.org</code>");
    JsonNode user = rest.get(REST + "/sip:nina@example.org").json();
    assertThat(user.get("aliases")).hasSize(2);
    assertThat(user.get("barred").get("incoming").asBoolean()).isTrue();
    assertThat(user.get("barred").get("outgoing").asBoolean()).isFalse();
    assertThat(user.get("allowSession").asBoolean()).isFalse();
    assertThat(user.get("allowPagerModeMessage").asBoolean()).isTrue();
    assertThat(user.get("blockList").toString()).isEqualTo("[\"sip:mallory@example.org\"]");
    assertThat(user.get("quotas").toString()).isEqualTo("{\"groups\":3,\"documents\":null}");
    assertThat(forms.open(USERS + "/tel:+358100").body()).contains("<h1>sip:nina@example.org</h1>");
  }

  @Test
  void nothingSpecialMayBeSaid() {
    HttpResponse<String> made = create("plain@example.org", openToAll());

    assertThat(made.body()).contains("There are no rules: everybody may.", "none", "Blocked (0)");
    assertThat(rest.get(REST + "/sip:plain@example.org").json().get("rules").isNull()).isTrue();
  }

  @Test
  void whatCannotBeStoredComesBackWithItsReason() {
    create("taken@example.org", "aliases", "tel:+358200");

    HttpResponse<String> page =
        create("bad@example.org", "aliases", "tel:+358201\nnot an address", "maxGroups", "7");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("aliases: line 2: address:", "tel:+358201\nnot an address", "value=\"7\"")
        .containsPattern("<textarea id=\"aliases\"[^>]* aria-invalid=\"true\"");

    assertThat(create("bad@example.org", "blockList", "<>").body())
        .containsPattern("<textarea id=\"blockList\"[^>]* aria-invalid=\"true\"");
    assertThat(create("bad@example.org", "maxDocuments", "-1").body())
        .contains("quotas.documents: -1 (expected: 0 or more)");
    assertThat(create("bad@example.org", "maxGroups", "some").body())
        .contains("quotas.groups: some (expected: a number, or nothing)");
    HttpResponse<String> alias = create("bad@example.org", "aliases", "tel:+358200");
    assertThat(alias.statusCode()).isEqualTo(409);
    assertThat(alias.body()).contains("aliases: tel:+358200 (expected: an address that no user");
    assertThat(create("tel:+358200").body()).contains("sip:taken@example.org, whose alias it is");
    assertThat(create("taken@example.org").body()).contains("is known already");
    assertThat(create("no address").statusCode()).isEqualTo(400);
    assertThat(rest.get(REST + "/sip:bad@example.org").status()).isEqualTo(404);
    HttpResponse<String> unknown = forms.open(USERS + "/sip:bad@example.org");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("There is no user sip:bad@example.org");
  }

  @Test
  void aFormFromElsewhereIsRefused() {
    forms.open(USERS + "/new");

    HttpResponse<String> page = forms.post(USERS, Map.of("user", "forged@example.org"));

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(rest.get(REST + "/sip:forged@example.org").status()).isEqualTo(404);
  }

  @Test
  void whoWasSlowerSeesWhatIsStoredBesideHisOwn() {
    create("slow@example.org", openToAll());
    String user = USERS + "/sip:slow@example.org";
    HttpResponse<String> mine = forms.open(user + "/edit");
    rest.put(
        REST + "/sip:slow@example.org",
        """
        {"barred": {"outgoing": true}, "aliases": ["tel:+358300"], "quotas": {"groups": 9}}\
        """);

    String[] entries = {"aliases", "tel:+358301", "allowSession", "true", "allowMessage", "true"};
    HttpResponse<String> both = forms.submit(mine, user, entries);

    assertThat(both.statusCode()).isEqualTo(412);
    assertThat(both.body())
        .contains("Somebody else saved this user", "tel:+358301")
        .contains("Stored: <pre>tel:+358300</pre>", "Stored: <b>yes</b>", "Stored: <b>9</b>");
    assertThat(both.body().split("class=\"theirs\"")).hasSize(4);
    assertThat(barred("sip:slow@example.org")).isTrue();
    assertThat(forms.submit(both, user, entries).body()).contains("The user was saved");
    assertThat(barred("sip:slow@example.org")).isFalse();
  }

  @Test
  void rulesAreShownInWordsAndSurviveAnEdit() {
    String written =
        """
        <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"
            xmlns:ocp="urn:oma:xml:xdm:common-policy" xmlns:im="urn:oma:xml:im:im-rules">
          <!-- mine -->
          <cp:rule id="partners">
            <cp:conditions>
              <cp:identity><cp:many domain="example.net"/></cp:identity>
            </cp:conditions>
            <cp:actions><im:allow-session>pass</im:allow-session></cp:actions>
          </cp:rule>
          <cp:rule id="rest">
            <cp:conditions><ocp:other-identity/></cp:conditions>
            <cp:actions><im:allow-session>reject</im:allow-session></cp:actions>
          </cp:rule>
        </cp:ruleset>
        """;
    String policy = REST + "/sip:ruled@example.org/policy";
    assertThat(rest.put(policy, written, "Content-Type", POLICY).status()).isEqualTo(201);
    String user = USERS + "/sip:ruled@example.org";

    assertThat(forms.open(user).body())
        .contains("partners", "users of example.net", "invite the user")
        .contains("whom no rule names", ">nothing<");
    HttpResponse<String> form = forms.open(user + "/edit");
    assertThat(form.body())
        .contains("name=\"allowSession\" value=\"true\"> Invite")
        .doesNotContain("Another server");
    forms.submit(form, user, "barredOutgoing", "true");
    assertThat(rest.get(policy).text()).isEqualTo(written);

    forms.submit(forms.open(user + "/edit"), user, openToAll());
    assertThat(rest.get(policy).text()).contains("<!-- mine -->", "id=\"partners\"", "id=\"others");
    assertThat(forms.open(user).body()).contains("invite the user, send the user messages");
  }

  @Test
  void aUserIsDeletedWhenThatWasConfirmed() {
    create("gone@example.org", "blockList", "sip:mallory@example.org");
    String user = USERS + "/sip:gone@example.org";
    HttpResponse<String> question = forms.open(user + "/delete");
    assertThat(question.body()).contains("The user is not barred", "has <b>2</b> rules");
    rest.put(REST + "/sip:gone@example.org", "{\"barred\": {\"outgoing\": true}}");

    HttpResponse<String> again = forms.submit(question, user + "/delete");
    assertThat(again.statusCode()).isEqualTo(412);
    assertThat(again.body()).contains("nothing was deleted", "barred (outgoing)");
    assertThat(forms.submit(again, user + "/delete").body()).contains("The user was deleted");
    assertThat(rest.get(REST + "/sip:gone@example.org").status()).isEqualTo(404);
  }

  @Test
  void usersAreFoundByAddressAndAliasPageByPage() {
    for (int i = 0; i < 7; i++) {
      rest.put(REST + "/sip:find" + i + "@example.org", "{\"aliases\": [\"tel:+35890" + i + "\"]}");
    }
    rest.put(
        REST + "/sip:find7@example.org",
        "{\"barred\": {\"outgoing\": true, \"incoming\": true}, \"allowSession\": false}");
    for (String search : new String[] {"find", "sip:FIND", "%2B35890"}) {
      assertThat(forms.open(USERS + "?search=" + search).body())
          .contains("find0", "find4", "tel:+358904", "Next page")
          .doesNotContain("find5", "nina");
    }
    HttpResponse<String> second = forms.open(USERS + "?search=find&after=sip:find4@example.org");
    assertThat(second.body())
        .contains("find5", "find7", "First page", "outgoing, incoming", "not allowed")
        .doesNotContain("Next page");
    assertThat(forms.open(USERS + "?search=haystack").body()).contains("No user is like that.");
    assertThat(forms.open(USERS).body()).contains("Next page");
    assertThat(forms.open(USERS + "?after=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void theTrailNamesTheAdministrator() {
    create("trailed@example.org", openToAll());
    String user = USERS + "/sip:trailed@example.org";
    forms.submit(forms.open(user + "/edit"), user, "barredOutgoing", "true");
    forms.submit(forms.open(user + "/delete"), user + "/delete");

    assertThat(forms.open("/console/audit?xui=sip:trailed@example.org").body())
        .contains("<b>admin</b> <span>created</span>", "<b>admin</b> <span>changed</span>")
        .contains("<b>admin</b> <span>deleted</span>", "+barred-outgoing: true");
  }

  private static String[] openToAll() {
    return new String[] {"allowSession", "true", "allowMessage", "true"};
  }

  private HttpResponse<String> create(String user, String... fields) {
    String[] all = new String[fields.length + 2];
    System.arraycopy(fields, 0, all, 2, fields.length);
    all[0] = "user";
    all[1] = user;
    return forms.submit(forms.open(USERS + "/new"), USERS, all);
  }

  private boolean barred(String user) {
    return rest.get(REST + "/" + user).json().get("barred").get("outgoing").asBoolean();
  }
}
