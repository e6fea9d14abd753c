package org.parlour.mswitch.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeHeadTest {
  private static final String HEADERS =
      "From: <sip:alice@example.org>\r\nTo: <sip:team@im.example.org>\r\n"
          + "DateTime: 2026-11-22T08:15:30.120Z\r\nNS: imdn <urn:ietf:params:imdn>\r\n"
          + "imdn.Message-ID: abc123\r\n\r\n";
  private static final String CONTENT = "Content-Type: text/plain\r\n\r\n";
  private static final EnvelopeHead HEAD =
      new EnvelopeHead(
          bytes(HEADERS + CONTENT + "hello"), HEADERS.length(), (HEADERS + CONTENT).length());

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "08:15:30.120Z, 09:59:00.001Z, true",
    "abc123, xyz789, true",
    "hello, another text, true",
    "hello, '', true",
    "abc123, xyz7890, false",
    "alice, malice, false",
    "alice@, carol@, false",
    "team, gang, false",
    "DateTime, Datetime, false",
    "text/plain, text/xhtml, false",
    "To:, cc:, false",
  })
  void fitsWhatDiffersInTimeAndIdsOnly(String part, String changed, boolean fits) {
    assertThat(HEAD.fits(bytes((HEADERS + CONTENT + "hello").replace(part, changed))))
        .isEqualTo(fits);
  }

  @Test
  void doesNotFitWhatIsNotWhole() {
    String head = HEADERS + CONTENT;

    assertThat(HEAD.fits(bytes(head))).isTrue();
    assertThat(HEAD.fits(bytes(head.substring(0, head.length() - 1)))).isFalse();
    assertThat(HEAD.fits(Unpooled.EMPTY_BUFFER)).isFalse();
  }

  @Test
  void doesNotLetAFreeValueEndItsLine() {
    assertThat(HEAD.fits(bytes((HEADERS + CONTENT).replace("abc123", "a\r\nb:c")))).isFalse();
    assertThat(HEAD.fits(bytes((HEADERS + CONTENT).replace("abc123", "a\n\n\n\n\n")))).isFalse();
    assertThat(HEAD.fits(bytes((HEADERS + CONTENT).replace("abc123", "\u00e9\u00e9\u00e9"))))
        .isFalse();
  }

  @Test
  void knowsWhereTheFromLineStands() {
    assertThat(HEAD.isDated()).isTrue();
    assertThat(HEAD.beforeFrom()).isZero();
    assertThat(HEAD.throughFrom()).isEqualTo(HEADERS.indexOf("To:"));
  }
}
