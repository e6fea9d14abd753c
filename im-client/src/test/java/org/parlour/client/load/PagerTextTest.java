package org.parlour.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagerTextTest {
  @Test
  void aCopyIsKnownByItsNumber() {
    assertThat(PagerText.number(PagerText.of(0))).isZero();
    assertThat(PagerText.number(PagerText.of(17_000))).isEqualTo(17_000);
  }

  @Test
  void aServerMayPutTheSenderBeforeIt() {
    assertThat(PagerText.number("[load00004]: " + PagerText.of(17))).isEqualTo(17);
  }

  @Test
  void whatAServerSaysItselfIsNoCopy() {
    assertThat(PagerText.number("*** [load00004] has joined the room")).isEqualTo(-1);
    assertThat(PagerText.number("*** Room was created")).isEqualTo(-1);
    assertThat(PagerText.number("pager and more")).isEqualTo(-1);
    assertThat(PagerText.number("pager 1 2")).isEqualTo(-1);
    assertThat(PagerText.number("pager 99999999999999999999")).isEqualTo(-1);
    assertThat(PagerText.number("")).isEqualTo(-1);
  }
}
