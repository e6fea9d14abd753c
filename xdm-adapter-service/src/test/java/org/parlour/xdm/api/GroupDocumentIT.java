package org.parlour.xdm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.GROUP;
import static org.parlour.xdm.support.Samples.GROUPS;
import static org.parlour.xdm.support.Samples.group;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.XcapClient;
import tools.jackson.databind.JsonNode;

/// Groups that an administrator writes as XML.
class GroupDocumentIT {
  private static final String URI = "sip:as-xml@im.example.org";
  private static final String REST = "/api/v1/groups/" + URI;
  private static final String DOCUMENT = REST + "/document";

  private final RestClient admin = RunningXcap.admin();
  private final XcapClient alice = RunningXcap.alice();

  @AfterEach
  void clean() {
    admin.delete(REST);
  }

  private Answer put(String xml, String... headers) {
    String[] all = List.of("Content-Type", GROUP).toArray(new String[headers.length + 2]);
    System.arraycopy(headers, 0, all, 2, headers.length);
    return admin.put(DOCUMENT, xml, all);
  }

  private static void assertProblem(int status, String code, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("code").asString()).isEqualTo(code);
  }

  @Test
  void aGroupIsItsDocument() {
    Answer made = put(group("as-xml"), "If-None-Match", "*");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(REST);

    Answer read = admin.get(DOCUMENT);
    assertThat(read.text()).isEqualTo(group("as-xml"));
    assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(read.header("Content-Type")).isEqualTo("application/xml");
    assertThat(admin.get(DOCUMENT, "Accept", GROUP).header("Content-Type")).isEqualTo(GROUP);
    assertThat(admin.get(DOCUMENT, "If-None-Match", made.header("ETag")).status()).isEqualTo(304);
    assertThat(admin.get(REST).json().at("/members/1/nickname").asString()).isEqualTo("Bobby");
    assertThat(admin.get(REST).json().get("owner").isNull()).isTrue();
    assertThat(TestBroker.published(URI).getLast().definition()).isNotNull();
    assertThat(alice.get(GROUPS + "global/byGroupID/" + URI).text()).isEqualTo(group("as-xml"));

    String open = group("as-xml").replace("true", "false");
    Answer changed = admin.put(DOCUMENT, open, "Content-Type", "application/xml");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(admin.get(DOCUMENT).text()).isEqualTo(open);
    assertThat(put(group("as-xml"), "If-Match", made.header("ETag")).status()).isEqualTo(412);
    assertThat(put(group("as-xml"), "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(put(group("as-xml"), "If-Match", changed.header("ETag")).status()).isEqualTo(200);

    JsonNode entries = admin.get("/api/v1/audit?limit=3&xui=" + URI).json().get("entries");
    assertThat(entries.get(0).get("actor").asString()).isEqualTo("admin");
    assertThat(entries.get(0).get("action").asString()).isEqualTo("REPLACED");
    assertThat(entries.get(2).get("action").asString()).isEqualTo("CREATED");
  }

  @Test
  void aGroupStaysInTheTreeOfItsOwner() {
    String path = GROUPS + "users/sip:alice@example.org/mine-as-xml";
    assertThat(alice.put(path, GROUP, group("as-xml")).status()).isEqualTo(201);
    String open = group("as-xml").replace("true", "false");

    Answer changed = put(open, "If-Match", alice.get(path).header("ETag"));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(alice.get(path).text()).isEqualTo(open);
    assertThat(alice.get(path).header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(admin.get(REST).json().get("owner").asString()).isEqualTo("sip:alice@example.org");
  }

  @Test
  void whatXcapWouldNotTakeIsRefused() {
    Answer schema = put("<group xmlns=\"urn:oma:xml:poc:list-service\"><x/></group>");
    assertProblem(400, "invalid", schema);
    assertThat(schema.json().get("detail").asString()).contains("schema-validation-error");
    Answer broken = put("<group");
    assertProblem(400, "invalid", broken);
    assertThat(broken.json().get("detail").asString()).contains("not-well-formed");
    Answer other = put(group("other"));
    assertProblem(400, "invalid", other);
    assertThat(other.json().get("detail").asString()).contains("list-service/@uri", URI);
    String twice = group("as-xml").replace("sip:bob@", "sip:alice@");
    assertProblem(400, "invalid", put(twice));
    assertProblem(
        400, "invalid", put(group("as-xml").replace("im.example.org", "elsewhere.example.org")));
    assertProblem(413, "too-large", put(group("as-xml") + " ".repeat(RunningXcap.MAX_BYTES)));
    assertThat(admin.put(DOCUMENT, "{}").status()).isEqualTo(415);
    assertProblem(
        409,
        "constraint-failure",
        admin.put(
            "/api/v1/groups/sip:deferred@im.example.org/document",
            group("deferred"),
            "Content-Type",
            GROUP));
    assertProblem(404, "unknown", admin.get(DOCUMENT));
    assertThat(admin.getAsNobody(DOCUMENT).status()).isEqualTo(401);
    assertThat(TestBroker.published("sip:other@im.example.org")).isEmpty();
  }

  @Test
  void theInterfaceDescribesItself() {
    JsonNode paths = admin.getAsNobody("/v3/api-docs").json().get("paths");
    assertThat(paths.get("/api/v1/groups/{uri}/document").get("put").toString())
        .contains(GROUP, "sip:team@im.example.org");
  }
}
