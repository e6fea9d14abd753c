package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.GROUP;
import static org.parlour.xdm.support.Samples.GROUPS;
import static org.parlour.xdm.support.Samples.group;
import static org.parlour.xdm.support.XcapClient.ATTRIBUTE;
import static org.parlour.xdm.support.XcapClient.ELEMENT;
import static org.parlour.xdm.support.XcapClient.assertConflict;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.XcapClient;

/// Groups as documents over XCAP.
class GroupsIT {
  private final XcapClient alice = RunningXcap.alice();
  private final XcapClient bob = RunningXcap.bob();
  private final XcapClient eve = RunningXcap.eve();
  private final RestClient admin = RunningXcap.admin();

  @Test
  @Spec({"REFS-1", "7.2.2.2-2"})
  void aGroupIsOneDocumentForXcapAndRestAndIsPublished() {
    String path = GROUPS + "users/sip:alice@example.org/band";
    String rest = "/api/v1/groups/sip:band@im.example.org";
    Answer created = alice.put(path, GROUP, group("band"));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    Answer read = admin.get(rest);
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    assertThat(read.json().get("members").get(1).get("nickname").asString()).isEqualTo("Bobby");

    Answer changed =
        admin.put(
            rest,
            """
            {"displayName": "Crew", "inviteMembers": true,
             "members": [{"address": "sip:alice@example.org"},
                         {"address": "sip:bob@example.org", "nickname": "Rob"}]}""",
            "If-Match",
            created.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
    Answer document = alice.get(path);
    assertThat(document.header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(document.text())
        .isEqualTo(
            group("band")
                .replace("Bobby", "Rob")
                .replace(
                    "im.example.org\">\n",
                    "im.example.org\">\n    <display-name>Crew</display-name>\n"));

    String carol = path + "/~~/group/list-service/list/entry%5B@uri=%22sip:carol@example.org%22%5D";
    assertThat(alice.put(carol, ELEMENT, "<entry uri=\"sip:carol@example.org\"/>").status())
        .isEqualTo(201);
    assertThat(admin.get(rest).json().get("members").size()).isEqualTo(3);
    assertThat(alice.delete(path).status()).isEqualTo(200);
    assertThat(admin.get(rest).status()).isEqualTo(404);

    List<GroupDocument> published = TestBroker.published("sip:band@im.example.org");
    assertThat(published).isSortedAccordingTo(Comparator.comparingLong(GroupDocument::version));
    assertThat(published)
        .extracting(GroupDocument::definition)
        .extracting(definition -> definition == null ? -1 : definition.members().size())
        .containsExactly(2, 2, 3, -1);
  }

  @Test
  @Spec("RFC 4825 §11.1")
  void theIdentityOfAGroupIsUniqueAndStays() {
    String path = GROUPS + "users/sip:alice@example.org/one";
    assertThat(alice.put(path, GROUP, group("one")).status()).isEqualTo(201);

    Answer taken = bob.put(GROUPS + "users/sip:bob@example.org/mine", GROUP, group("one"));
    assertConflict("uniqueness-failure", taken);
    assertThat(taken.text())
        .contains("<exists field=\"group/list-service/@uri\">")
        .contains("<alt-value>sip:one-2@im.example.org</alt-value>");
    assertConflict("constraint-failure", alice.put(path, GROUP, group("two")));
    assertConflict(
        "constraint-failure",
        alice.put(path + "/~~/group/list-service/@uri", ATTRIBUTE, "sip:two@im.example.org"));
    assertConflict(
        "constraint-failure",
        alice.put(GROUPS + "users/sip:alice@example.org/s", GROUP, group("s-secret")));
    assertConflict(
        "schema-validation-error",
        alice.put(path + "/~~/group/list-service/invite-members", ELEMENT, "<invite-members/>"));
    assertThat(alice.get(path).text()).isEqualTo(group("one"));
    assertThat(TestBroker.published("sip:one@im.example.org")).hasSize(1);
  }

  @Test
  @Spec("8.3.2.1-5b")
  void membersSeeAGroupInTheGlobalTree() {
    alice.put(GROUPS + "users/sip:alice@example.org/view", GROUP, group("view"));
    String view = GROUPS + "global/byGroupID/sip:view@im.example.org";

    assertThat(bob.get(view).text()).isEqualTo(group("view"));
    assertThat(bob.get(view + "/~~/group/list-service/invite-members").text())
        .isEqualTo("<invite-members>true</invite-members>");
    assertThat(bob.put(view, GROUP, group("view")).status()).isEqualTo(403);
    assertThat(bob.delete(view).status()).isEqualTo(403);
    assertThat(eve.get(view).status()).isEqualTo(404);
    assertThat(bob.get(GROUPS + "users/sip:alice@example.org/view").status()).isEqualTo(403);
    assertThat(
            alice
                .get(
                    "org.openmobilealliance.xcap-directory/users/sip:alice@example.org/"
                        + "directory.xml")
                .text())
        .contains("/sip:alice@example.org/view\"");
  }
}
