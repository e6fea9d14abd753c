package org.parlour.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;

class SdpReaderTest {
  private static final String HEAD = "v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"7.2.1.2-offer.sdp", "7.2.1.2-answer.sdp", "7.2.2.2-offer.sdp"})
  @Spec("RFC 4975 §8")
  void writesTheGoldenFilesAsTheyWere(String file) throws Exception {
    byte[] wire = Wire.read("sdp/" + file);
    assertThat(SdpWriter.write(SdpReader.read(wire))).asString().isEqualTo(new String(wire));
  }

  @Test
  @Spec({"RFC 4975 §8", "RFC 7701 §8"})
  void readsAnMsrpStream() throws Exception {
    SessionDescription offer = SdpReader.read(Wire.read("sdp/7.2.1.2-offer.sdp"));
    assertThat(offer)
        .isEqualTo(
            new SessionDescription(
                "alice",
                3912876101L,
                1,
                "192.0.2.11",
                List.of(
                    new MsrpMedia(
                        9,
                        false,
                        List.of("msrp://192.0.2.11:9/a8Kq2Zw7Lr;tcp"),
                        List.of("message/cpim", "application/im-iscomposing+xml"),
                        List.of("text/plain", "text/html", "message/imdn+xml"),
                        1048576L,
                        Direction.SENDRECV,
                        Setup.ACTIVE,
                        null,
                        List.of("nickname", "private-messages"),
                        List.of()))));
  }

  @Test
  @Spec("RFC 3264 §6")
  void keepsStreamsOfOtherKindsInTheirPlace() throws Exception {
    SessionDescription read =
        sdp("m=audio 4000/2 RTP/AVP 0 8\na=rtpmap:0 PCMU/8000\nm=message 0 TCP/MSRP *\n");
    assertThat(read.media().getFirst()).isEqualTo(new OtherMedia("audio", 4000, "RTP/AVP", "0 8"));
    assertThat(read.media().getLast().port()).isZero();
    assertThat(read.msrp()).isEmpty();
  }

  @Test
  void isLenientWhereNoMeaningIsLost() throws Exception {
    SessionDescription read =
        sdp(
            """
            s=
            b=AS:64
            t=0 0
            a=recvonly
            a=setup:ActPass
            a=fingerprint:sha-256 AB:CD

            m=message 2855 TCP/TLS/MSRP *
            c=IN IP6 2001:db8::7
            a=accept-types:message/CPIM text/* message/cpim Text/Plain;charset=utf-8
            a=path:msrps://a.example:2855/x;tcp msrps://b.example/y;tcp
            a=chatroom
            a=x-unknown
            a=file-selector:name:"a b" size:12
            a=path:msrp://second.example/z;tcp
            """);
    assertThat(read.address()).isEqualTo("2001:db8::7");
    MsrpMedia media = read.msrp().orElseThrow();
    assertThat(media.tls()).isTrue();
    assertThat(media.acceptTypes()).containsExactly("message/cpim", "text/*", "text/plain");
    assertThat(media.path())
        .containsExactly("msrps://a.example:2855/x;tcp", "msrps://b.example/y;tcp");
    assertThat(media.direction()).isEqualTo(Direction.RECVONLY);
    assertThat(media.setup()).isEqualTo(Setup.ACTPASS);
    assertThat(media.fingerprint()).isEqualTo("sha-256 AB:CD");
    assertThat(media.chatroom()).isEmpty();
    assertThat(media.others())
        .containsExactly(
            new SdpAttribute("x-unknown", null),
            new SdpAttribute("file-selector", "name:\"a b\" size:12"));
  }

  private static SessionDescription sdp(String rest) throws MalformedBodyException {
    return SdpReader.read(Wire.bytes(HEAD.replace("\r", "") + rest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                     | no v=
          v=0                                                    | no o=
          v=0~o=a 1 1 IN IP4 h~s=-                               | no m=
          o=a 1 1 IN IP4 h~v=0~m=message 9 TCP/MSRP *            | v=0 first
          v=1~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP *            | one v=0
          v=0~v=0                                                | one v=0
          v=0~o=a 1 1 IN IP4~m=message 9 TCP/MSRP *              | <address>
          v=0~o=a 1 1 IN IP4 h~o=a 1 1 IN IP4 h                  | one o=
          v=0~o=a x 1 IN IP4 h~m=message 9 TCP/MSRP *            | session id
          v=0~o=a -1 1 IN IP4 h~m=message 9 TCP/MSRP *           | session id
          v=0~o=a 1 18446744073709551616 IN IP4 h~m=message 9 TCP/MSRP * | session version
          v=0~o=a 1 1 IN IP4 h~c=h~m=message 9 TCP/MSRP *        | c=IN
          v=0~o=a 1 1 IN IP4 h~m=message 65536 TCP/MSRP *        | port
          v=0~o=a 1 1 IN IP4 h~m=message -1 TCP/MSRP *           | port
          v=0~o=a 1 1 IN IP4 h~m=message +9 TCP/MSRP *           | port
          v=0~o=a 1 1 IN IP4 h~m=message x TCP/MSRP *            | port
          v=0~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP              | <formats>
          v=0~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP *~a=max-size:99999999999999999999 | max-size
          v=0~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP *~a=max-size:9223372036854775808  | max-size
          v=0~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP *~a=max-size:-5                   | max-size
          v=0~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP *~a=path:http://evil/x            | a=path
          v=0~o=a 1 1 IN IP4 h~m=message 9 TCP/MSRP *~a=setup:maybe                   | a=setup
          v=0~o=a 1 1 IN IP4 h~nonsense                          | <type>=<value>
          v=0~o=a 1 1 IN IP4 h~s=a\u0001b                        | <type>=<value>
          """)
  @Spec("RFC 8866 §5")
  void refusesWhatIsBroken(String lines, String reason) {
    byte[] wire = Wire.bytes(lines.replace("~", "\r\n"));
    assertThatThrownBy(() -> SdpReader.read(wire))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageStartingWith("sdp: ")
        .hasMessageContaining(reason);
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] large = Wire.bytes(HEAD + "a=x:" + "y".repeat(SdpReader.MAX_BYTES));
    byte[] many = Wire.bytes(HEAD + "m=message 9 TCP/MSRP *\r\n".repeat(33));
    assertThatThrownBy(() -> SdpReader.read(large)).hasMessageContaining("octets");
    assertThatThrownBy(() -> SdpReader.read(many)).hasMessageContaining("more m= lines");
  }

  @Test
  void refusesBrokenUtf8() {
    byte[] wire = Wire.bytes(HEAD + "s=x\r\nm=message 9 TCP/MSRP *\r\n");
    wire[HEAD.length() + 2] = (byte) 0xc3;
    assertThatThrownBy(() -> SdpReader.read(wire))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void writesNoValueThatBeginsALine() {
    MsrpMedia media =
        new MsrpMedia(
            9,
            false,
            List.of(),
            List.of(),
            List.of(),
            null,
            Direction.SENDRECV,
            null,
            null,
            null,
            List.of(new SdpAttribute("x", "1\r\na=path:msrp://evil/x;tcp")));
    SessionDescription description = new SessionDescription("-", 1, 1, "h", List.of(media));
    assertThatThrownBy(() -> SdpWriter.write(description))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
