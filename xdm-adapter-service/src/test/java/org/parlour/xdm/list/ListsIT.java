package org.parlour.xdm.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;
import tools.jackson.databind.JsonNode;

/// Lists over REST are those of XCAP.
class ListsIT {
  private static final String DORA = "sip:dora@example.org";
  private static final String ROOT = "/api/v1/users/" + DORA + "/lists";
  private static final String REST = ROOT + "/by-rest";
  private static final String XCAP = "resource-lists/users/" + DORA + "/by-rest";
  private static final String JSON =
      """
      {"lists":[{"name":"friends","displayName":"My friends",\
      "entries":[{"address":"sip:alice@EXAMPLE.org","displayName":"Alice"}]}]}""";

  private final RestClient admin = RunningXcap.admin();
  private final XcapClient dora = RunningXcap.dora();

  @AfterEach
  void clean() {
    admin.delete(REST);
  }

  private Answer putXml(String path, String xml, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", LISTS));
    return admin.put(path, xml, all.toArray(new String[0]));
  }

  private Answer getXml(String path) {
    return admin.get(path, "Accept", LISTS);
  }

  private static void assertProblem(int status, String code, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("code").asString()).isEqualTo(code);
  }

  @Test
  @Spec("RFC 4826 §3")
  void whatRestWritesXcapReads() {
    Answer made = admin.put(REST, JSON, "If-None-Match", "*");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    Answer read = dora.get(XCAP + "/~~/resource-lists/list%5B@name=%22friends%22%5D/entry/@uri");
    assertThat(read.text()).isEqualTo("sip:alice@example.org");
    assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));

    Answer shown = admin.get(REST);
    assertThat(shown.header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(shown.json()).isEqualTo(made.json());
    assertThat(shown.json().at("/lists/0/entries/0/address").asString())
        .isEqualTo("sip:alice@example.org");
    assertThat(shown.json().get("partial").asBoolean()).isFalse();
    assertThat(shown.response().headers().allValues("Vary")).contains("Accept");
    assertThat(admin.get(REST, "If-None-Match", made.header("ETag")).status()).isEqualTo(304);
    assertThat(getXml(REST).text()).isEqualTo(dora.get(XCAP).text());
    assertThat(getXml(REST).header("Content-Type")).isEqualTo(LISTS);

    Answer changed = admin.put(REST, "{\"lists\":[]}", "If-Match", made.header("ETag"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(dora.get(XCAP).header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(admin.put(REST, JSON, "If-Match", made.header("ETag")).status()).isEqualTo(412);
    assertThat(admin.put(REST, JSON, "If-None-Match", "*").status()).isEqualTo(412);

    assertThat(admin.delete(REST, "If-Match", made.header("ETag")).status()).isEqualTo(412);
    assertThat(admin.delete(REST, "If-Match", changed.header("ETag")).status()).isEqualTo(204);
    assertThat(dora.get(XCAP).status()).isEqualTo(404);
    assertProblem(404, "unknown", admin.delete(REST));
    assertProblem(404, "unknown", admin.get(REST));
    assertProblem(404, "unknown", getXml(REST));
  }

  @Test
  void whatXcapWritesRestShows() {
    dora.put(XCAP, LISTS, TEXT);
    Answer shown = admin.get(REST);
    assertThat(shown.header("ETag")).isEqualTo(dora.get(XCAP).header("ETag"));
    assertThat(shown.json().at("/lists/0/name").asString()).isEqualTo("friends");
    assertThat(getXml(REST).text()).isEqualTo(TEXT);

    Answer same = admin.put(REST, shown.text());
    assertThat(same.status()).as(same.text()).isEqualTo(200);
    assertThat(dora.get(XCAP).text()).isEqualTo(TEXT);

    assertThat(admin.put(REST, JSON).status()).isEqualTo(200);
    assertThat(dora.get(XCAP).text()).contains("<display-name>My friends</display-name>");
  }

  @Test
  void xmlIsKeptAsItIsAndCheckedAsOverXcap() {
    assertThat(putXml(REST, TEXT, "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(dora.get(XCAP).text()).isEqualTo(TEXT);
    assertThat(putXml(REST, TEXT, "If-Match", "\"1\"").status()).isEqualTo(412);

    Answer invalid = putXml(REST, "<resource-lists/>");
    assertProblem(400, "invalid", invalid);
    assertThat(invalid.json().get("detail").asString()).contains("schema-validation-error");
    Answer twice =
        putXml(REST, TEXT.replace("</list>", "<entry uri=\"sip:bob@example.org\"/></list>"));
    assertProblem(400, "invalid", twice);
    assertThat(twice.json().get("detail").asString()).contains("uniqueness-failure");
    assertProblem(400, "invalid", putXml(REST, "<resource"));
    String blanks = " ".repeat(RunningXcap.MAX_BYTES);
    assertProblem(413, "too-large", putXml(REST, TEXT + blanks));
    assertProblem(413, "too-large", admin.put(REST, JSON.replace("friends", "f".repeat(100_000))));
    assertThat(admin.put(REST, TEXT, "Content-Type", "text/plain").status()).isEqualTo(415);
    assertThat(dora.get(XCAP).text()).isEqualTo(TEXT);
  }

  @Test
  void jsonIsRefusedWhereXmlSaysMore() {
    String more = TEXT.replace("</list>", "<external anchor=\"elsewhere\"/></list>");
    assertThat(putXml(REST, more).status()).isEqualTo(201);
    Answer shown = admin.get(REST);
    assertThat(shown.json().get("partial").asBoolean()).isTrue();

    for (String json : List.of(JSON, shown.text(), "{\"lists\":[]}")) {
      Answer refused = admin.put(REST, json);
      assertProblem(409, "constraint-failure", refused);
      assertThat(refused.json().get("detail").asString())
          .contains("resource-lists/list[1]/external[1]", "change it as XML");
    }
    assertThat(dora.get(XCAP).text()).isEqualTo(more);
    assertThat(putXml(REST, TEXT).status()).isEqualTo(200);
    assertThat(admin.put(REST, JSON).status()).isEqualTo(200);
  }

  @Test
  void allListsOfAUserAreShown() {
    dora.put("resource-lists/users/" + DORA + "/folder/more", LISTS, TEXT);
    admin.put(REST, JSON);

    JsonNode all = admin.get("/api/v1/users/sips:dora@EXAMPLE.org/lists").json().get("documents");

    List<String> names = new ArrayList<>();
    all.forEach(document -> names.add(document.get("name").asString()));
    assertThat(names).isSorted().contains("by-rest", "folder/more");
    JsonNode document = all.get(names.indexOf("by-rest"));
    assertThat("\"" + document.get("version").asLong() + "\"")
        .isEqualTo(admin.get(REST).header("ETag"));
    assertThat(document.get("updated").asString()).startsWith("20");
    assertThat(document.get("partial").asBoolean()).isFalse();
    assertThat(document.get("lists").toString())
        .isEqualTo("[{\"name\":\"friends\",\"displayName\":\"My friends\",\"entries\":1}]");
    assertThat(getXml(ROOT + "/folder/more").text()).isEqualTo(TEXT);
    assertThat(admin.delete(ROOT + "/folder/more").status()).isEqualTo(204);
    assertThat(admin.get("/api/v1/users/tel:+3581/lists").json().get("documents")).isEmpty();
  }

  @Test
  void changesAreAuditedUnderTheAdministratorsName() {
    admin.put(REST, JSON);
    admin.put(REST, "{\"lists\":[]}");
    admin.delete(REST);

    JsonNode entries =
        admin.get("/api/v1/audit?limit=3&xui=" + DORA + "&name=by-rest").json().get("entries");

    List<String> told = new ArrayList<>();
    entries.forEach(
        entry -> told.add(entry.get("actor").asString() + " " + entry.get("action").asString()));
    assertThat(told).containsExactly("admin DELETED", "admin REPLACED", "admin CREATED");
    assertThat(entries.get(1).get("change").asString()).contains("-  <list name=\"friends\">");
  }

  @Test
  void quotasHoldForAdministratorsToo() {
    String user = "/api/v1/users/sip:full@example.org";
    admin.put(user, "{\"quotas\": {\"documents\": 1}}");
    assertThat(admin.put(user + "/lists/one", JSON).status()).isEqualTo(201);
    assertProblem(409, "constraint-failure", admin.put(user + "/lists/two", JSON));
    assertThat(admin.put(user + "/lists/one", JSON).status()).isEqualTo(200);
    assertThat(admin.delete(user + "/lists/one").status()).isEqualTo(204);
    admin.delete(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lists/", "/lists/~~", "/lists/a/~~/resource-lists", "/lists/a~~b"})
  void anOddNameIsRefused(String path) {
    for (Answer answer :
        List.of(
            admin.get("/api/v1/users/" + DORA + path),
            admin.put("/api/v1/users/" + DORA + path, JSON),
            admin.delete("/api/v1/users/" + DORA + path))) {
      assertProblem(400, "invalid", answer);
    }
  }

  @Test
  void whoIsNoUserHasNoLists() {
    assertProblem(400, "invalid", admin.get("/api/v1/users/bob/lists"));
    assertProblem(400, "invalid", admin.put("/api/v1/users/mailto:bob/lists/index", JSON));
    assertProblem(400, "invalid", admin.put(REST, "{\"lists\":[{\"name\":\"\"}]}"));
    assertThat(admin.put(REST, "{\"lists\"").status()).isEqualTo(400);
    assertThat(admin.getAsNobody(ROOT).status()).isEqualTo(401);
    assertThat(admin.getAsNobody(REST).status()).isEqualTo(401);
  }

  @Test
  void theInterfaceDescribesItself() {
    JsonNode api = admin.getAsNobody("/v3/api-docs").json();
    assertThat(api.get("paths").has("/api/v1/users/{user}/lists")).isTrue();
    JsonNode document = api.get("paths").get("/api/v1/users/{user}/lists/{document}");
    assertThat(document.toString())
        .contains("application/resource-lists+xml", "application/json", "sip:bob@example.org");
    assertThat(api.at("/components/schemas/EntryView").toString()).contains("sip:bob@example.org");
  }
}
