package org.parlour.xdm.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.usage.ApplicationUsages;

class SelectionsTest {
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final ImAddress SERVER = ImAddress.parse("sip:server@example.org");

  private final Selections selections =
      new Selections(
          new ApplicationUsages(true), "http://xcap.example.org/xcap-root", SERVER::equals);

  private List<String> places(ImAddress user, String... uris) {
    return selections.of(user, List.of(uris)).places();
  }

  @ParameterizedTest
  @CsvSource({
    "resource-lists/users/sip:alice@example.org/index, "
        + "resource-lists/users/sip:alice@example.org/index",
    "/resource-lists/users/alice@example.org/index, "
        + "resource-lists/users/sip:alice@example.org/index",
    "test-app/users/sip%3Aalice%40example.org/a%20b, test-app/users/sip:alice@example.org/a%20b",
    "test-app/users/sip:alice@example.org/folder/, test-app/users/sip:alice@example.org/folder/",
    "test-app/users/sip:alice@example.org/, test-app/users/sip:alice@example.org/",
    "test-app/users/sip:alice@example.org, test-app/users/sip:alice@example.org/",
    "test-app/users/, test-app/users/sip:alice@example.org/",
    "test-app/, test-app/users/sip:alice@example.org/",
    "test-app, test-app/users/sip:alice@example.org/",
    "http://xcap.example.org/xcap-root/test-app/, test-app/users/sip:alice@example.org/",
    "http://127.0.0.1:8081/xcap-root/test-app/, test-app/users/sip:alice@example.org/",
  })
  @Spec("RFC 5875")
  void findsDocumentsAndCollectionsOfTheOwnTree(String uri, String place) {
    assertThat(places(ALICE, uri)).containsExactly(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test-app/users/sip:bob@example.org/index",
        "test-app/users/sip:bob@example.org/",
        "test-app/global/index",
        "test-app/users/sip:alice@example.org/index/~~/a/b",
        "test-app/users/sip:alice@example.org/index?xmlns(a=b)",
        "unheard-of/",
        "http://elsewhere.example.org/lists/index",
        "//",
        "test-app//index",
        "test-app/users/%zz/index",
        "test-app/users/sip:alice@example.org/a%2fb",
        "mailto:alice@example.org",
        "org.openmobilealliance.groups/global/byGroupID/",
        "org.openmobilealliance.groups/global/byGroupID/sip:team@im.example.org/",
        "org.openmobilealliance.groups/global/byGroupID/sip:a b",
        "org.openmobilealliance.groups/global/others/sip:team@im.example.org",
        "test-app/global/byGroupID/sip:team@im.example.org",
      })
  @Spec("RFC 5875")
  void passesOverWhatUsersMayNotWatch(String uri) {
    assertThat(places(ALICE, uri)).isEmpty();
  }

  @Test
  @Spec("RFC 5875")
  void everythingIsEveryUsage() {
    assertThat(places(ALICE))
        .isEqualTo(places(ALICE, "/"))
        .contains("test-app/users/" + ALICE + "/", "resource-lists/users/" + ALICE + "/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.openmobilealliance.groups/global/byGroupID/sip:team@im.example.org",
        "/org.openmobilealliance.groups/global/byGroupID/team@im.example.org",
        "http://xcap.example.org/xcap-root/org.openmobilealliance.groups/global/byGroupID/"
            + "sip%3Ateam%40IM.example.org",
      })
  @Spec("RFC 5875")
  void findsGroupsAsTheirMembersSeeThem(String uri) {
    Selections.Selected selected = selections.of(ALICE, List.of(uri));

    assertThat(selected.own()).isEmpty();
    assertThat(selected.places())
        .containsExactly("org.openmobilealliance.groups/global/byGroupID/sip:team@im.example.org");
  }

  @Test
  @Spec("RFC 5875")
  void findsDocumentsOfOthersForServersOnly() {
    String rules = "org.openmobilealliance.im-rules/users/sip:bob@example.org/im-rules";

    assertThat(places(SERVER, rules)).containsExactly(rules);
    assertThat(places(SERVER, "test-app/users/bob@example.org/a/b"))
        .containsExactly("test-app/users/sip:bob@example.org/a/b");
    assertThat(places(SERVER, "test-app/users/sip:bob@example.org/", "unheard-of/users/b@c/d"))
        .isEmpty();
    assertThat(places(ALICE, rules)).isEmpty();
  }

  @Test
  void passesOverWhatNoIndexHolds() {
    String name = "n".repeat(2000);

    assertThat(places(SERVER, "test-app/users/sip:bob@example.org/" + name)).isEmpty();
    assertThat(places(SERVER, "test-app/users/sip:server@example.org/" + name)).hasSize(1);
  }
}
