package org.parlour.interop.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  private final Names names = new Names("x1");

  @Test
  void aNameIsHeardOnceAndComparedFromThenOn() {
    assertThat(names.matches("<{S}>;isfocus;*", "<sip:s-1@im.example.org>;isfocus;a")).isTrue();
    assertThat(names.matches("<{S}>*", "<sip:s-2@im.example.org>")).isFalse();
    assertThat(names.fill("{S}")).isEqualTo("sip:s-1@im.example.org");
  }

  @Test
  void whoIsNotKnownIsAUser() {
    assertThat(names.fill("{bob}, {factory}"))
        .isEqualTo("sip:bob-x1@example.org, sip:conference-factory@im.example.org");
    assertThat(names.matches("<{bob}>", "<sip:bob-x1@example.org>")).isTrue();
  }

  @Test
  void aUriInBracketsIsHeardWithItsParameters() {
    assertThat(names.matches("<{S}>;isfocus;*", "<sip:team@im.example.org;session=t1>;isfocus;a"))
        .isTrue();
    assertThat(names.fill("{S}")).isEqualTo("sip:team@im.example.org;session=t1");
    assertThat(names.matches("<*>;tag={tag}", "<sip:team@im.example.org;session=t1>;tag=a;b=c"))
        .isFalse();
  }

  @Test
  void aStarIsAnythingAndTheRestIsLiteral() {
    assertThat(names.matches("*;refresher=uas", "1800;refresher=uas")).isTrue();
    assertThat(names.matches("a.c", "abc")).isFalse();
    assertThat(names.matches("*", "")).isTrue();
  }
}
