package org.parlour.client.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

class SipParserTest {
  private static Stream<Path> goldens() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(SipParserTest.class.getResource("/wire/sip")).toURI());
    return Files.list(folder).filter(file -> file.toString().endsWith(".sip"));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  @Spec({"RFC 3261 §7", "RFC 3261 §7.3.1", "RFC 3261 §7.3.3"})
  void readsGoldenMessages(Path file) throws Exception {
    Path expected = Path.of(file.toString().replace(".sip", ".expected"));
    SipMessage message = SipParser.parse(Files.readAllBytes(file));
    assertThat(describe(message)).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void writesWhatItReadsBack(Path file) throws Exception {
    SipMessage message = SipParser.parse(Files.readAllBytes(file));
    SipMessage again = SipParser.parse(SipWriter.write(message));
    assertThat(describe(again)).isEqualTo(describe(message));
    assertThat(again.body()).isEqualTo(message.body());
  }

  private static String describe(SipMessage message) {
    StringBuilder text = new StringBuilder(message.startLine()).append('\n');
    for (int i = 0; i < message.headers().size(); i++) {
      text.append(message.headers().name(i)).append(" = ");
      text.append(message.headers().value(i)).append('\n');
    }
    return text.append("body ").append(message.body().length).append('\n').toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "INVITE\r\n\r\n",
        "INVITE sip:a@b\r\n\r\n",
        "INVITE sip:a@b SIP/3.0\r\n\r\n",
        "INVITE <sip:a@b> SIP/2.0\r\n\r\n",
        "INVITE sip:a b@c SIP/2.0\r\n\r\n",
        "INV(TE sip:a@b SIP/2.0\r\n\r\n",
        "SIP/2.0 99 x\r\n\r\n",
        "SIP/2.0 2000 x\r\n\r\n",
        "SIP/2.0 abc x\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\nVia SIP/2.0/TCP a\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\n: nothing\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\nV ia: x\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\nFrom: x\r\n",
        "INVITE sip:a@b SIP/2.0\r\nContent-Length: 5\r\n\r\nabc",
        "INVITE sip:a@b SIP/2.0\r\nContent-Length: -1\r\n\r\nabc",
        "INVITE sip:a@b SIP/2.0\r\nContent-Length: 99999999999\r\n\r\nabc",
        "INVITE sip:a@b SIP/2.0\r\nContent-Length: x\r\n\r\nabc"
      })
  void refusesWhatIsNoMessage(String text) {
    assertThatThrownBy(() -> SipParser.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedSipException.class);
  }

  @Test
  @Spec("RFC 3261 §18.3")
  void ignoresWhatStandsBehindTheBody() throws Exception {
    String text = "INVITE sip:a@b SIP/2.0\r\nContent-Length: 3\r\n\r\nabcdef";
    assertThat(SipParser.parse(text.getBytes(StandardCharsets.UTF_8)).body())
        .isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lineBreaksInValuesCannotAddHeaders() throws Exception {
    SipRequest request = new SipRequest("MESSAGE", "sip:a@b");
    request.headers().add("Subject", "x\r\nEvil: yes").add("Subject", "é\r\nEvil: yes");
    SipMessage read = SipParser.parse(SipWriter.write(request));
    assertThat(read.headers().has("Evil")).isFalse();
    assertThat(read.headers().all("Subject")).hasSize(2);
  }

  @Test
  void headersKeepTheirOrderThroughChanges() {
    SipHeaders headers = new SipHeaders();
    headers.add("Via", "1").add("From", "f").add("Via", "2").add("Route", "r");
    headers.addFirst("Via", "0").replaceFirst("From", "g");
    assertThat(headers.all("via")).containsExactly("0", "1", "2");
    assertThat(headers.removeFirst("VIA")).isEqualTo("0");
    headers.set("Via", "9");
    assertThat(headers.all("Via")).isEqualTo(List.of("9"));
    assertThat(headers.name(0)).isEqualTo("Via");
    assertThat(headers.first("from")).isEqualTo("g");
    assertThat(headers.remove("Route").has("Route")).isFalse();
  }
}
