package org.parlour.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.parlour.client.transport.WireTap.Frame;
import org.parlour.client.transport.WireTap.Protocol;

class FrameLabelTest {
  private static String label(Protocol protocol, String text) {
    InetSocketAddress nowhere = new InetSocketAddress("127.0.0.1", 1);
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return FrameLabel.of(new Frame(protocol, true, nowhere, nowhere, bytes));
  }

  @Test
  void saysWhatASipMessageIs() {
    assertThat(
            label(
                Protocol.SIP,
                "INVITE sip:f@im SIP/2.0\nTo: <sip:conference-factory@im.example.org>\n\n"))
        .isEqualTo("INVITE conference-factory");
    assertThat(label(Protocol.SIP, "INVITE sip:f@im SIP/2.0\nTo: <sip:f@im>;tag=1\n\n"))
        .isEqualTo("re-INVITE");
    assertThat(label(Protocol.SIP, "SIP/2.0 200 OK\nCSeq: 1 BYE\n\n")).isEqualTo("200 OK (BYE)");
    assertThat(label(Protocol.SIP, "SIP/2.0 100 Trying\nCSeq: 1 INVITE\n\n")).isEmpty();
    assertThat(
            label(
                Protocol.SIP,
                "NOTIFY sip:a@b SIP/2.0\nSubscription-State: terminated;reason=x\n\n"))
        .isEqualTo("NOTIFY terminated");
  }

  @Test
  void showsWhatWasSaidOverMsrp() {
    String send =
        """
        MSRP tA7c3e9f1 SEND
        To-Path: msrp://a:1/x;tcp
        From-Path: msrp://b:9/y;tcp
        Message-ID: m1
        Byte-Range: 1-99/99
        Content-Type: message/cpim

        From: <sip:alice@example.org>
        To: <sip:s@im>

        Content-Type: text/plain; charset=utf-8

        Pizza at noon?
        -------tA7c3e9f1$
        """;
    assertThat(label(Protocol.MSRP, send)).isEqualTo("MSRP SEND “Pizza at noon?”");
    assertThat(label(Protocol.MSRP, "MSRP tA7c 200 OK\nTo-Path: x\n-------tA7c$\n"))
        .isEqualTo("MSRP 200 OK");
    assertThat(label(Protocol.MSRP, "MSRP tA7c SEND\nTo-Path: x\n-------tA7c$\n"))
        .isEqualTo("MSRP SEND");
  }
}
