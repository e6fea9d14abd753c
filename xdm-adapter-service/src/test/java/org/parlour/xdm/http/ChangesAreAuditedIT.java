package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.GROUP;
import static org.parlour.xdm.support.Samples.GROUPS;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;
import static org.parlour.xdm.support.Samples.TREE;
import static org.parlour.xdm.support.Samples.group;
import static org.parlour.xdm.support.XcapClient.ELEMENT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;
import tools.jackson.databind.JsonNode;

/// The audit trail of changes by XCAP and REST.
class ChangesAreAuditedIT {
  private final XcapClient alice = RunningXcap.alice();
  private final RestClient admin = RunningXcap.admin();

  @Test
  void everyChangeIsAudited() {
    String path = GROUPS + "users/sip:alice@example.org/audited";
    String rest = "/api/v1/groups/sip:audited@im.example.org";
    alice.put(path, GROUP, group("audited"));
    alice.put(path, GROUP, group("other"));
    alice.put(
        path + "/~~/group/list-service/invite-members",
        ELEMENT,
        "<invite-members>false</invite-members>");
    assertThat(admin.get(rest + "/document").text()).isEqualTo(alice.get(path).text());
    assertThat(admin.delete(rest).status()).isEqualTo(204);
    String lists = TREE + "audited";
    alice.put(lists, LISTS, TEXT);

    JsonNode page = admin.get("/api/v1/audit?limit=4&xui=sip:alice@example.org").json();

    List<String> told = new ArrayList<>();
    page.get("entries")
        .forEach(
            entry ->
                told.add(
                    String.join(
                        " ",
                        entry.get("actor").asString(),
                        entry.get("action").asString(),
                        entry.get("auid").asString(),
                        entry.get("name").asString())));
    assertThat(told)
        .containsExactly(
            "sip:alice@example.org CREATED resource-lists audited",
            "admin DELETED org.openmobilealliance.groups audited",
            "sip:alice@example.org REPLACED org.openmobilealliance.groups audited",
            "sip:alice@example.org CREATED org.openmobilealliance.groups audited");
    assertThat(page.get("entries").get(2).get("change").asString())
        .isEqualTo(
            """
            @@ line 8
            -    <invite-members>true</invite-members>
            +    <invite-members>false</invite-members>""");
    String older = "/api/v1/audit?limit=1&before=" + page.get("next").asString();
    assertThat(admin.get(older).json().get("entries").get(0).get("id").asLong())
        .isLessThan(page.get("next").asLong());
    assertThat(admin.get("/api/v1/audit?limit=0").status()).isEqualTo(400);
    assertThat(admin.getAsNobody("/api/v1/audit").status()).isEqualTo(401);
  }
}
