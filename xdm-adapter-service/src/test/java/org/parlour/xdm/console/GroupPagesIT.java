package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.xdm.support.RestClient;
import tools.jackson.databind.JsonNode;

/// The pages about groups, over HTTP and beside REST.
class GroupPagesIT {
  private static final String GROUPS = "/console/groups";
  private static final String REST = "/api/v1/groups";

  private static final Pattern ASSET =
      Pattern.compile("(?:src|href)=\"(/console/(?:assets|webjars)/[^\"]+)\"");

  private final RestClient rest = RunningConsole.rest();
  private final Forms forms = new Forms(RunningConsole.port(), RunningConsole.PASSWORD);

  @Test
  void whoIsNobodyIsAskedToSignIn() {
    assertThat(rest.getAsNobody("/").status()).isEqualTo(401);
    assertThat(rest.getAsNobody(GROUPS).header("WWW-Authenticate")).startsWith("Basic");
    HttpResponse<String> first = forms.open("/");
    assertThat(first.uri().getPath()).isEqualTo(GROUPS);
    assertThat(first.body()).contains("signed in as").contains(">admin<");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GROUPS,
        GROUPS + "/new",
        GROUPS + "/sip:team@im.example.org/document",
        "/console/users",
        "/console/users/new",
        "/console/may?group=team&user=b@example.org"
      })
  void aPageHasNoScriptOfItsOwnAndLoadsNothingForeign(String path) {
    HttpResponse<String> page = forms.open(path);

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body())
        .doesNotContain("<script>", "<style", "style=\"", "onclick", "http://", "https://");
    assertThat(ASSET.matcher(page.body()).results().map(asset -> asset.group(1)))
        .hasSize(3)
        .allSatisfy(asset -> assertThat(forms.open(asset).statusCode()).isEqualTo(200))
        .anyMatch(asset -> asset.contains("htmx"));
    assertThat(page.headers().allValues("Set-Cookie"))
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict"));
  }

  @Test
  void aGroupMadeInTheConsoleIsThereForRest() {
    HttpResponse<String> made =
        create(
            "Crew.1",
            "displayName",
            "The <b>crew</b>",
            "members",
            "sip:alice@example.org Captain\n\n bob@example.org \n",
            "inviteMembers",
            "true",
            "maxParticipants",
            "5");

    assertThat(made.uri().getPath()).isEqualTo(GROUPS + "/sip:Crew.1@im.example.org");
    assertThat(made.body())
        .contains("The group was created", "The &lt;b&gt;crew&lt;/b&gt;", "at most 5")
        .doesNotContain("<b>crew</b>");
    JsonNode group = rest.get(REST + "/sip:Crew.1@im.example.org").json();
    assertThat(group.get("displayName").asString()).isEqualTo("The <b>crew</b>");
    assertThat(group.get("members").get(0).get("nickname").asString()).isEqualTo("Captain");
    assertThat(group.get("members").get(1).get("address").asString())
        .isEqualTo("sip:bob@example.org");
    assertThat(group.get("inviteMembers").asBoolean()).isTrue();
    assertThat(group.get("openToAll").asBoolean()).isFalse();
  }

  @Test
  void aGroupMayBeMadeForAnOwner() {
    assertThat(create("owned", "owner", "erin@example.org").body())
        .contains("<dd>sip:erin@example.org</dd>");
    String group = REST + "/sip:owned@im.example.org";
    assertThat(rest.get(group).json().get("owner").asString()).isEqualTo("sip:erin@example.org");
    assertThat(rest.put(group, "{\"owner\": \"sip:erin@example.org\"}").status()).isEqualTo(200);
    assertThat(rest.put(group, "{\"owner\": \"sip:dave@example.org\"}").status()).isEqualTo(409);
    assertThat(create("odd", "owner", "<>").body()).contains("owner: ");
  }

  @Test
  void whatCannotBeStoredComesBackWithItsReason() {
    HttpResponse<String> page = create("bad", "members", "sip:alice@example.org\nnot an address");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("members: line 2: address:", "sip:alice@example.org\nnot an address")
        .containsPattern("<textarea id=\"members\"[^>]* aria-invalid=\"true\"");

    assertThat(create("bad", "maxDuration", "an hour").body())
        .contains("maxDuration: an hour (expected: a number, or nothing)");
    assertThat(create("exploder").body()).contains("a user part that is not reserved");
    assertThat(create("team").statusCode()).isEqualTo(409);
    assertThat(rest.get(REST + "/sip:bad@im.example.org").status()).isEqualTo(404);
    HttpResponse<String> unknown = forms.open(GROUPS + "/sip:nobody@im.example.org");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("There is no group sip:nobody@im.example.org");
  }

  @Test
  void aFormFromElsewhereIsRefused() {
    forms.open(GROUPS + "/new");

    HttpResponse<String> page = forms.post(GROUPS, Map.of("user", "forged"));

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("does not come from a page of this console");
    assertThat(rest.get(REST + "/sip:forged@im.example.org").status()).isEqualTo(404);
  }

  @Test
  void whoWasSlowerSeesWhatIsStoredBesideHisOwn() {
    create("race", "displayName", "first", "members", "sip:alice@example.org");
    String group = GROUPS + "/sip:race@im.example.org";
    HttpResponse<String> mine = forms.open(group + "/edit");
    rest.put(REST + "/sip:race@im.example.org", "{\"displayName\": \"theirs\"}");

    HttpResponse<String> both =
        forms.submit(
            mine, group, "displayName", "mine", "members", "sip:bob@example.org", "who", "members");

    assertThat(both.statusCode()).isEqualTo(412);
    assertThat(both.body())
        .contains("Somebody else saved this group", "value=\"mine\"", "Stored: <b>theirs</b>");
    assertThat(name("sip:race@im.example.org")).isEqualTo("theirs");
    forms.submit(
        both, group, "displayName", "mine", "members", "sip:bob@example.org", "who", "members");
    assertThat(name("sip:race@im.example.org")).isEqualTo("mine");
  }

  @Test
  void membersComeAndGoOneByOne() {
    HttpResponse<String> page = create("tidy", "members", "sip:alice@example.org");
    String group = GROUPS + "/sip:tidy@im.example.org";
    HttpResponse<String> old = page;

    page = forms.submit(page, group + "/members", "address", "bob@example.org", "nickname", "Bo");
    assertThat(page.body()).contains("The member was added", "sip:bob@example.org");
    page = forms.submit(page, group + "/members/remove", "address", "sip:alice@example.org");
    assertThat(page.body()).contains("The member was removed");
    assertThat(rest.get(REST + "/sip:tidy@im.example.org").json().get("members").toString())
        .isEqualTo("[{\"address\":\"sip:bob@example.org\",\"nickname\":\"Bo\"}]");

    page = forms.submit(old, group + "/members", "address", "carol@example.org");
    assertThat(page.statusCode()).isEqualTo(412);
    assertThat(page.body()).contains("Somebody else changed this group meanwhile");
    assertThat(forms.submit(page, group + "/members", "address", "<>").statusCode()).isEqualTo(400);
  }

  @Test
  void aGroupIsDeletedWhenThatWasConfirmed() {
    create("gone");
    String group = GROUPS + "/sip:gone@im.example.org";
    HttpResponse<String> question = forms.open(group + "/delete");
    assertThat(question.body()).contains("its running session ends for everybody");
    rest.put(REST + "/sip:gone@im.example.org", "{\"displayName\": \"wait\"}");

    HttpResponse<String> again = forms.submit(question, group + "/delete");
    assertThat(again.statusCode()).isEqualTo(412);
    assertThat(again.body()).contains("it was not deleted", "wait");
    assertThat(forms.submit(again, group + "/delete").body()).contains("The group was deleted");
    assertThat(rest.get(REST + "/sip:gone@im.example.org").status()).isEqualTo(404);
  }

  @Test
  void groupsAreFoundByNameAndAddressPageByPage() {
    for (int i = 0; i < 7; i++) {
      create("find" + i, "displayName", "Needle " + i);
    }
    for (String search : new String[] {"needle", "sip:find", "FIND"}) {
      assertThat(forms.open(GROUPS + "?search=" + search).body())
          .contains("Needle 0", "Needle 4", "Next page")
          .doesNotContain("Needle 5", "Lobby");
    }
    HttpResponse<String> second =
        forms.open(GROUPS + "?search=needle&after=sip:find4@im.example.org");
    assertThat(second.body()).contains("Needle 5", "Needle 6", "First page");
    assertThat(forms.open(GROUPS + "?search=haystack").body()).contains("No group is like that.");
    assertThat(forms.open(GROUPS).body()).contains("Next page");
    assertThat(forms.open(GROUPS + "?after=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void rulesAreShownInWordsAndSurviveAnEdit() {
    rest.put(
        REST + "/sip:ruled@im.example.org",
        """
        {"rules": [{"id": "partners", "actions": ["join-handling", "allow-expelling"],
          "conditions": [{"type": "identity", "many": [
            {"domain": "example.net", "exceptUsers": ["sip:eve@example.net"]}]}]}]}\
        """);
    String group = GROUPS + "/sip:ruled@im.example.org";
    String words = "users of example.net (not sip:eve@example.net)";
    assertThat(forms.open(group).body()).contains(words, "join, expel");

    HttpResponse<String> form = forms.open(group + "/edit");
    assertThat(form.body()).contains(words);
    forms.submit(form, group, "displayName", "Ruled", "who", "rules");
    assertThat(rest.get(REST + "/sip:ruled@im.example.org").json().get("rules")).hasSize(1);
    forms.submit(forms.open(group + "/edit"), group, "who", "everybody");
    JsonNode open = rest.get(REST + "/sip:ruled@im.example.org").json();
    assertThat(open.get("rules").isNull()).isTrue();
    assertThat(open.get("openToAll").asBoolean()).isTrue();
  }

  private HttpResponse<String> create(String user, String... fields) {
    String[] all = new String[fields.length + 4];
    System.arraycopy(fields, 0, all, 4, fields.length);
    all[0] = "user";
    all[1] = user;
    all[2] = "who";
    all[3] = "members";
    return forms.submit(forms.open(GROUPS + "/new"), GROUPS, all);
  }

  private String name(String uri) {
    return rest.get(REST + "/" + uri).json().get("displayName").asString();
  }
}
