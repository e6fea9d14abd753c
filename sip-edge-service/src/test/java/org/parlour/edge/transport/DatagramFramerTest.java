package org.parlour.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

@Spec("RFC 3261 §18.3")
class DatagramFramerTest {
  private static SipFrame frame(String text) {
    return Objects.requireNonNull(maybe(text));
  }

  private static @Nullable SipFrame maybe(String text) {
    return DatagramFramer.frame(text.getBytes(StandardCharsets.UTF_8), SipLimits.DEFAULTS);
  }

  private static String body(SipFrame frame) {
    return new String(frame.body(), StandardCharsets.UTF_8);
  }

  @Test
  void dropsWhatIsBeyondContentLength() {
    assertThat(body(frame("OPTIONS x SIP/2.0\r\nl: 2\r\n\r\nabcdef"))).isEqualTo("ab");
  }

  @Test
  void readsToTheEndWithoutContentLength() {
    assertThat(body(frame("OPTIONS x SIP/2.0\r\nX: y\r\n\r\nabc"))).isEqualTo("abc");
  }

  @Test
  void seesThatTheBodyIsTooShort() {
    assertThat(frame("OPTIONS x SIP/2.0\r\nl: 9\r\n\r\nabc").fault())
        .isEqualTo(FrameFault.TRUNCATED);
  }

  @Test
  void passesOverKeepAlives() {
    assertThat(maybe("\r\n\r\n")).isNull();
    assertThat(maybe("\0\0\0\0")).isNull();
  }

  @Test
  void readsAMessageWithoutEnd() {
    SipFrame frame = frame("OPTIONS x SIP/2.0\r\nXx: y");
    assertThat(frame.head().first("Xx")).contains("y");
    assertThat(frame.bodyLength()).isZero();
  }
}
