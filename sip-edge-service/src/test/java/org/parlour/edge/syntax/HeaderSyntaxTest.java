package org.parlour.edge.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

class HeaderSyntaxTest {
  private static HeaderBlock block(String text) {
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return HeaderBlock.parse(bytes, bytes.length);
  }

  @Test
  @Spec({"RFC 3261 §7.3.1", "RFC 3261 §7.3.3"})
  void joinsFoldedLinesAndExpandsCompactNames() {
    HeaderBlock block = block("OPTIONS x SIP/2.0\ns: one\n  two\n\tthree\nVIA: a\nv: b, c\n\n");
    assertThat(block.first("subject")).contains("one two three");
    assertThat(block.all("Via")).containsExactly("a", "b", "c");
    assertThat(block.wellFormed()).isTrue();
  }

  @Test
  void seesALineWithoutName() {
    assertThat(block("OPTIONS x SIP/2.0\nnonsense\nA: b\n\n").wellFormed()).isFalse();
  }

  @Test
  void splitsListsOutsideQuotesAndBrackets() {
    List<String> values = new ArrayList<>();
    CommaList.split("\"a, b\" <sip:x@y?h=1,2>, <sip:z>,, c", values);
    assertThat(values).containsExactly("\"a, b\" <sip:x@y?h=1,2>", "<sip:z>", "c");
  }

  @Test
  @Spec("RFC 3261 §20.10")
  void readsAddresses() throws Exception {
    AddressValue quoted = AddressValue.parse("\"A \\\"B\\\" <x>\" <sip:a@b;lr>;tag=1;Q=\"x;y\"");
    assertThat(quoted.displayName()).isEqualTo("A \"B\" <x>");
    assertThat(quoted.uri()).isEqualTo("sip:a@b;lr");
    assertThat(quoted.tag()).isEqualTo("1");
    assertThat(quoted.parameters().get("q")).contains("x;y");
    AddressValue bare = AddressValue.parse("sip:a@b;tag=2");
    assertThat(bare.uri()).isEqualTo("sip:a@b");
    assertThat(bare.tag()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<>",
        "<sip:a@b",
        "\"a <sip:a@b>",
        "Bell, A <sip:a@b>",
        "<sip:a@b> x",
        "sip:a@b?h=1",
        "a b"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> AddressValue.parse(text)).isInstanceOf(SyntaxException.class);
  }

  @Test
  @Spec("RFC 3261 §20.42")
  void readsVias() throws Exception {
    ViaValue via =
        ViaValue.parse(
            "SIP / 2.0 / tcp  [2001:db8::1]:5070 ;branch = z9hG4bKx;rport=7;received=1.2.3.4");
    assertThat(via.transport()).isEqualTo("TCP");
    assertThat(via.host()).isEqualTo("[2001:db8::1]");
    assertThat(via.port()).isEqualTo(5070);
    assertThat(via.branch()).isEqualTo("z9hG4bKx");
    assertThat(via.rport()).isEqualTo(7);
    assertThat(via.received()).isEqualTo("1.2.3.4");
    assertThat(ViaValue.parse("SIP/2.0/UDP HOST").sentBy()).isEqualTo("host:5060");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SIP/2.0/UDP",
        "SIP/2.0 host",
        "HTTP/1.1/TCP host",
        "SIP/2.0/UDP h:0",
        "SIP/2.0/UDP h:x"
      })
  void refusesWhatIsNoVia(String text) {
    assertThatThrownBy(() -> ViaValue.parse(text)).isInstanceOf(SyntaxException.class);
  }

  @Test
  @Spec("RFC 3261 §20.16")
  void readsCSeq() throws Exception {
    assertThat(CSeqValue.parse("0009  INVITE")).isEqualTo(new CSeqValue(9, "INVITE"));
    assertThatThrownBy(() -> CSeqValue.parse("2147483648 INVITE"))
        .isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> CSeqValue.parse("1")).isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> CSeqValue.parse("1x")).isInstanceOf(SyntaxException.class);
  }

  @Test
  @Spec("RFC 3261 §7.1")
  void readsStartLines() {
    assertThat(StartLine.parse("BYE sip:a@b SIP/2.0"))
        .isEqualTo(new StartLine.Request("BYE", "sip:a@b"));
    assertThat(StartLine.parse("SIP/2.0 200 ")).isEqualTo(new StartLine.Status(200));
    assertThat(StartLine.parse("BYE sip:a@b SIP/3.0")).isEqualTo(new StartLine.OtherVersion("BYE"));
    assertThat(StartLine.parse("BYE sip:a@b")).isInstanceOf(StartLine.Malformed.class);
    assertThat(StartLine.parse("SIP/2.0 99 x")).isInstanceOf(StartLine.Malformed.class);
  }
}
