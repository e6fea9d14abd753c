package org.parlour.contracts.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsFoundTest {
  @Test
  void aPlaceCoversItselfOrWhatLiesInIt() {
    List<String> places = List.of("a/users/b/", "c/users/b/index");

    assertThat(DocumentsFound.covers(places, "a/users/b/x/y")).isTrue();
    assertThat(DocumentsFound.covers(places, "c/users/b/index")).isTrue();
    assertThat(DocumentsFound.covers(places, "c/users/b/index2")).isFalse();
    assertThat(DocumentsFound.covers(places, "a/users/bc")).isFalse();
  }
}
