package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parlour.xdm.support.Samples.GROUP;
import static org.parlour.xdm.support.Samples.GROUPS;
import static org.parlour.xdm.support.Samples.TREE;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.Samples;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.XcapClient;

/// Groups that refer to users' lists.
class ListsOfGroupsIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String LISTS = TREE + "lists-of-groups";
  private static final String FRIENDS =
      "http://xcap.example.org/xcap-root/"
          + LISTS
          + "/~~/resource-lists/list%5B@name=%22friends%22%5D";

  private final XcapClient alice = RunningXcap.alice();
  private final XcapClient bob = RunningXcap.bob();
  private final RestClient admin = RunningXcap.admin();

  private static String lists(String... users) {
    StringBuilder entries = new StringBuilder();
    for (String user : users) {
      entries.append("<entry uri=\"sip:").append(user).append("@example.org\"/>");
    }
    return """
        <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
          <list name="foes"><entry uri="sip:mallory@example.org"/></list>
          <list name="friends">%s<list name="inner"><entry uri="sip:zoe@example.org"/></list></list>
        </resource-lists>"""
        .formatted(entries);
  }

  private static String group(String name, String anchor) {
    return """
        <group xmlns="urn:oma:xml:poc:list-service"><list-service uri="sip:%s@im.example.org">
          <list><entry uri="sip:alice@example.org"/><external anchor="%s"/></list>
        </list-service></group>"""
        .formatted(name, anchor);
  }

  private static List<String> members(String group) {
    GroupDocument latest = TestBroker.published("sip:" + group + "@im.example.org").getLast();
    return latest.definition() == null
        ? List.of()
        : Objects.requireNonNull(latest.definition()).members().stream()
            .map(member -> member.address().user())
            .toList();
  }

  private static void soon(String group, String... users) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(members(group)).containsExactly(users));
  }

  private boolean may(String group, String user) {
    Answer answer =
        admin.get(
            "/api/v1/groups/sip:"
                + group
                + "@im.example.org/may?user=sip:"
                + user
                + "@example.org&action=join-handling");
    return answer.json().get("allowed").asBoolean();
  }

  @Test
  @Spec({"8.3.2.1-5b", "D-06", "7.2.1.3-4"})
  void aGroupFollowsTheListToWhichItRefers() {
    assertThat(alice.put(LISTS, Samples.LISTS, lists("bob", "carol")).status()).isEqualTo(201);
    String path = GROUPS + "users/sip:alice@example.org/follow";
    Answer made = alice.put(path, GROUP, group("follow", FRIENDS));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(members("follow")).containsExactly("alice", "bob", "carol", "zoe");
    assertThat(may("follow", "bob")).isTrue();
    assertThat(may("follow", "mallory")).isFalse();
    assertThat(bob.get(GROUPS + "global/byGroupID/sip:follow@im.example.org").status())
        .isEqualTo(200);

    assertThat(alice.put(LISTS, Samples.LISTS, lists("dave")).status()).isEqualTo(200);
    soon("follow", "alice", "dave", "zoe");
    assertThat(may("follow", "bob")).isFalse();
    assertThat(bob.get(GROUPS + "global/byGroupID/sip:follow@im.example.org").status())
        .isEqualTo(404);
    assertThat(alice.get(path).header("ETag")).isEqualTo(made.header("ETag"));

    assertThat(alice.delete(LISTS).status()).isEqualTo(200);
    soon("follow", "alice");
    assertThat(alice.put(LISTS, Samples.LISTS, lists("bob")).status()).isEqualTo(201);
    soon("follow", "alice", "bob", "zoe");

    assertThat(alice.delete(path).status()).isEqualTo(200);
    assertThat(alice.put(LISTS, Samples.LISTS, lists("carol")).status()).isEqualTo(200);
    assertThat(alice.put(path, GROUP, group("follow", FRIENDS)).status()).isEqualTo(201);
    assertThat(members("follow")).containsExactly("alice", "carol", "zoe");
    assertThat(alice.delete(path).status()).isEqualTo(200);
    assertThat(alice.delete(LISTS).status()).isEqualTo(200);
  }

  @Test
  void aGroupFollowsAListThatAnAdministratorChanges() {
    String rest = "/api/v1/users/sip:alice@example.org/lists/by-rest";
    String path = GROUPS + "users/sip:alice@example.org/follow-rest";
    String friends = "{\"lists\":[{\"name\":\"friends\",\"entries\":[%s]}]}";
    String bob = "{\"address\":\"sip:bob@example.org\"}";
    assertThat(admin.put(rest, friends.formatted(bob)).status()).isEqualTo(201);
    String anchor = FRIENDS.replace("lists-of-groups", "by-rest");
    assertThat(alice.put(path, GROUP, group("follow-rest", anchor)).status()).isEqualTo(201);
    assertThat(members("follow-rest")).containsExactly("alice", "bob");

    assertThat(admin.put(rest, friends.formatted("")).status()).isEqualTo(200);
    soon("follow-rest", "alice");
    assertThat(admin.put(rest, lists("carol"), "Content-Type", Samples.LISTS).status())
        .isEqualTo(200);
    soon("follow-rest", "alice", "carol", "zoe");
    assertThat(admin.delete(rest).status()).isEqualTo(204);
    soon("follow-rest", "alice");
    assertThat(alice.delete(path).status()).isEqualTo(200);
  }

  @Test
  void nobodyReadsTheListOfAnotherByAGroup() {
    assertThat(alice.put(TREE + "mine", Samples.LISTS, lists("carol")).status()).isEqualTo(201);
    String anchor = FRIENDS.replace("lists-of-groups", "mine");
    String path = GROUPS + "users/sip:bob@example.org/spy";

    assertThat(bob.put(path, GROUP, group("spy", anchor)).status()).isEqualTo(201);

    assertThat(members("spy")).containsExactly("alice");
    assertThat(bob.delete(path).status()).isEqualTo(200);
  }

  @Test
  void anAnchorThatMeansNothingIsNobody() {
    String path = GROUPS + "users/sip:alice@example.org/odd";
    for (String anchor :
        List.of(
            "http://elsewhere.example.com/resource-lists/users/sip:alice@example.org/index",
            "resource-lists/users/sip:alice@example.org/none",
            "resource-lists/users/sip:alice@example.org/../x",
            "resource-lists/global/index",
            "org.openmobilealliance.groups/users/sip:alice@example.org/odd",
            "resource-lists/users/sip:alice@example.org/lists-of-groups/~~/resource-lists/list%5B",
            "a/b/c/%5B",
            "")) {
      Answer put = alice.put(path, GROUP, group("odd", anchor));
      assertThat(put.status()).as(anchor + ": " + put.text()).isBetween(200, 201);
      assertThat(members("odd")).as(anchor).containsExactly("alice");
    }
    assertThat(alice.delete(path).status()).isEqualTo(200);
  }
}
