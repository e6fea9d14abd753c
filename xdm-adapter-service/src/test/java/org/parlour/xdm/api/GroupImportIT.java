package org.parlour.xdm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.xdm.console.RunningConsole;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GroupImportIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GROUPS = "/api/v1/groups/";
  private static final String IMPORT = GROUPS + "import";
  private static final String CSV = "text/csv";

  private final RestClient rest = RunningConsole.rest();

  @Test
  void everyGroupOfAJsonFileIsWrittenOrRefusedByItself() {
    rest.put(GROUPS + "sip:imp-old@im.example.org", "{\"displayName\": \"Old\"}");
    String file =
        """
        [{"uri": "sip:imp-1@im.example.org", "displayName": "One", "openToAll": true},
         {"uri": "sip:imp-old@im.example.org", "displayName": "New"},
         {"uri": "sip:exploder@im.example.org"},
         {"uri": "sip:imp-2@im.example.org", "members": [{"address": "<>"}]},
         {"uri": "sip:imp-3@im.example.org"}, {"uri": "sip:imp-3@im.example.org"},
         5, {"uri": "sip:imp-4@im.example.org", "maxParticipants": "many"}]\
        """;

    List<JsonNode> lines = lines(rest.post(IMPORT, file));

    assertThat(lines)
        .extracting(GroupImportIT::outcome)
        .startsWith("created", "refused", "refused", "refused")
        .endsWith("refused", "refused", "refused", "refused", "");
    assertThat(lines.get(1).get("problem").asString()).contains("exists", "replace=true");
    assertThat(lines.get(2).get("problem").asString()).contains("reserved");
    assertThat(lines.get(5).get("problem").asString()).contains("twice");
    assertThat(lines.getLast().get("rows").asInt()).isEqualTo(8);
    assertThat(lines.getLast().get("refused").asInt()).isEqualTo(7);
    assertThat(name("imp-1")).isEqualTo("One");
    assertThat(name("imp-old")).isEqualTo("Old");

    lines = lines(rest.post(IMPORT + "?replace=true", file));
    assertThat(lines).extracting(GroupImportIT::outcome).startsWith("replaced", "replaced");
    assertThat(name("imp-old")).isEqualTo("New");
  }

  @Test
  void aDryRunSaysWhatWouldBecomeOfEachAndWritesNothing() {
    rest.put(GROUPS + "sip:dry-old@im.example.org", "{}");
    String file =
        """
        uri,displayName,members,maxParticipants,inviteMembers,owner
        sip:dry-1@im.example.org,"Crew, all of it",sip:alice@example.org The Captain;sip:bob@example.org,5,true,
        sip:dry-old@im.example.org,,,,,
        sip:dry-2@im.example.org,,,many,,
        sip:dry-3@im.example.org,,,,,sip:carol@example.org
        """;

    List<JsonNode> lines = lines(rest.postAs(CSV, IMPORT + "?dryRun=true", file));
    assertThat(lines)
        .extracting(GroupImportIT::outcome)
        .containsExactly("created", "refused", "refused", "created", "");
    assertThat(lines.getLast().get("dryRun").asBoolean()).isTrue();
    assertThat(rest.get(GROUPS + "sip:dry-1@im.example.org").status()).isEqualTo(404);

    lines = lines(rest.postAs(CSV, IMPORT, file));
    assertThat(lines.getLast().get("created").asInt()).isEqualTo(2);
    JsonNode crew = rest.get(GROUPS + "sip:dry-1@im.example.org").json();
    assertThat(crew.get("displayName").asString()).isEqualTo("Crew, all of it");
    assertThat(crew.get("members").get(0).get("nickname").asString()).isEqualTo("The Captain");
    assertThat(crew.get("members")).hasSize(2);
    assertThat(crew.get("maxParticipants").asInt()).isEqualTo(5);
    assertThat(crew.get("inviteMembers").asBoolean()).isTrue();
    assertThat(rest.get(GROUPS + "sip:dry-3@im.example.org").json().get("owner").asString())
        .isEqualTo("sip:carol@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "5", "[{\"uri\": \"sip:bad-1@im.example.org\"}, {", ""})
  void aFileThatIsNoArrayIsRefusedAsAWhole(String file) {
    Answer answer = rest.post(IMPORT, file);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).contains("problem+json");
    assertThat(rest.get(GROUPS + "sip:bad-1@im.example.org").status()).isEqualTo(404);
  }

  @Test
  void aFileThatIsNoCsvIsRefusedAsAWhole() {
    String unknown = "uri,colour\nsip:bad-2@im.example.org,red\n";
    assertThat(rest.postAs(CSV, IMPORT, unknown).text()).contains("columns [colour]");
    String open = "uri,displayName\nsip:bad-2@im.example.org,\"open\nsip:bad-3@im.example.org,x\n";
    assertThat(rest.postAs(CSV, IMPORT, open).status()).isEqualTo(400);
    assertThat(rest.get(GROUPS + "sip:bad-2@im.example.org").status()).isEqualTo(404);
    assertThat(rest.postAs("text/plain", IMPORT, unknown).status()).isEqualTo(415);
    assertThat(rest.postAs(CSV, IMPORT, "x".repeat(16 * 1024 * 1024 + 1)).status()).isEqualTo(413);
  }

  @Test
  void aFileOfASpreadsheetIsRead() {
    String file =
        "\uFEFFuri,subject\r\nsip:sheet-1@im.example.org, lunch \r\n\r\n"
            + "sip:sheet-2@im.example.org\r\nsip:sheet-3@im.example.org,a,b\r\n";

    List<JsonNode> lines = lines(rest.postAs(CSV, IMPORT, file));

    assertThat(lines)
        .extracting(GroupImportIT::outcome)
        .containsExactly("created", "created", "refused", "");
    assertThat(rest.get(GROUPS + "sip:sheet-1@im.example.org").json().get("subject").asString())
        .isEqualTo("lunch");
  }

  private String name(String user) {
    return rest.get(GROUPS + "sip:" + user + "@im.example.org")
        .json()
        .get("displayName")
        .asString();
  }

  private static List<JsonNode> lines(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
    return answer.text().lines().map(JSON::readTree).toList();
  }

  /// Empty for the line with the numbers.
  private static String outcome(JsonNode line) {
    return line.path("outcome").asString("");
  }
}
