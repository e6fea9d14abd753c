package org.parlour.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatLineTest {
  @Test
  void readsWhatAUserTypes() {
    assertThat(ChatLine.parse("  hello there ")).isEqualTo(new ChatLine.Say("hello there"));
    assertThat(ChatLine.parse("//me waves")).isEqualTo(new ChatLine.Say("/me waves"));
    assertThat(ChatLine.parse("")).isEqualTo(new ChatLine.Nothing());
    assertThat(ChatLine.parse("/invite dave")).isEqualTo(new ChatLine.Invite("dave"));
    assertThat(ChatLine.parse("/NICK Captain Cook")).isEqualTo(new ChatLine.Nick("Captain Cook"));
    assertThat(ChatLine.parse("/nick")).isEqualTo(new ChatLine.Nick(""));
    assertThat(ChatLine.parse("/msg bob see you"))
        .isEqualTo(new ChatLine.Whisper("bob", "see you"));
    assertThat(ChatLine.parse("/pager bob,carol lunch at one"))
        .isEqualTo(new ChatLine.Pager("bob,carol", "lunch at one"));
    assertThat(ChatLine.parse("/who")).isEqualTo(new ChatLine.Who());
    assertThat(ChatLine.parse("/leave")).isEqualTo(new ChatLine.Leave());
    assertThat(ChatLine.parse("/quit")).isEqualTo(new ChatLine.Quit());
    assertThat(ChatLine.parse("/help")).isEqualTo(new ChatLine.Help());
  }

  @Test
  void tellsWhatIsWrong() {
    assertThat(ChatLine.parse("/frobnicate")).isInstanceOf(ChatLine.Wrong.class);
    assertThat(ChatLine.parse("/invite")).isInstanceOf(ChatLine.Wrong.class);
    assertThat(ChatLine.parse("/pager bob")).isInstanceOf(ChatLine.Wrong.class);
    assertThat(ChatLine.parse("/msg bob")).isInstanceOf(ChatLine.Wrong.class);
  }
}
