package org.parlour.xdm.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.usage.ApplicationUsages;

class SelectionsTest {
  private static final String ALICE = "sip:alice@example.org";

  private final Selections selections =
      new Selections(new ApplicationUsages(true), "http://xcap.example.org/xcap-root");

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
    assertThat(selections.places(ALICE, List.of(uri))).containsExactly(place);
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
      })
  @Spec("RFC 5875")
  void passesOverWhatIsNothingInTheOwnTree(String uri) {
    assertThat(selections.places(ALICE, List.of(uri))).isEmpty();
  }

  @Test
  @Spec("RFC 5875")
  void everythingIsEveryUsage() {
    assertThat(selections.places(ALICE, List.of()))
        .isEqualTo(selections.places(ALICE, List.of("/")))
        .contains("test-app/users/" + ALICE + "/", "resource-lists/users/" + ALICE + "/");
  }

  @Test
  void aPlaceCoversItselfOrWhatLiesInIt() {
    List<String> places = List.of("a/users/b/", "c/users/b/index");

    assertThat(Selections.covers(places, "a/users/b/x/y")).isTrue();
    assertThat(Selections.covers(places, "c/users/b/index")).isTrue();
    assertThat(Selections.covers(places, "c/users/b/index2")).isFalse();
    assertThat(Selections.covers(places, "a/users/bc")).isFalse();
  }
}
