package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §9")
class MsrpEncoderTest {
  private static final MsrpPath TO = MsrpPath.parse("msrp://r/x;tcp msrp://h/b;tcp");
  private static final MsrpPath FROM = MsrpPath.parse("msrp://h:2855/a;tcp");
  private static final TransactionId ID = new TransactionId("tA7c3e9f1");

  @Test
  void writesPathsFirstAndContentTypeLast() {
    RequestHead head =
        RequestHead.send(ID, TO, FROM, "m1", ByteRange.of(1, 2, 2), "text/plain")
            .withReports(true, FailureReport.PARTIAL)
            .withHeaders(
                List.of(
                    new MsrpHeader("Content-ID", "<1>"), new MsrpHeader("X-Other", "caf\u00e9")));

    assertThat(text(MsrpRequest.of(head, Unpooled.copiedBuffer("hi", UTF_8), End.MORE)))
        .isEqualTo(
            """
            MSRP tA7c3e9f1 SEND
            To-Path: msrp://r/x;tcp msrp://h/b;tcp
            From-Path: msrp://h:2855/a;tcp
            Message-ID: m1
            Success-Report: yes
            Failure-Report: partial
            Byte-Range: 1-2/2
            X-Other: caf\u00e9
            Content-ID: <1>
            Content-Type: text/plain

            hi
            -------tA7c3e9f1+
            """);
  }

  @Test
  @Spec("RFC 4975 §7.2")
  void answersTheFirstHopOnly() {
    RequestHead head = RequestHead.send(ID, FROM, TO, "m1", null, null);

    assertThat(text(MsrpResponse.to(head, MsrpStatus.NO_SESSION)))
        .isEqualTo(
            """
            MSRP tA7c3e9f1 481 Session does not exist
            To-Path: msrp://r/x;tcp
            From-Path: msrp://h:2855/a;tcp
            -------tA7c3e9f1$
            """);
  }

  @Test
  @Spec("RFC 4975 §7.1.2")
  void writesAReport() {
    RequestHead head =
        RequestHead.report(ID, TO, FROM, "m9.a1", ByteRange.of(1, 9, 9), MsrpStatus.STOP_SENDING);

    assertThat(text(MsrpRequest.bodiless(head)))
        .isEqualTo(
            """
            MSRP tA7c3e9f1 REPORT
            To-Path: msrp://r/x;tcp msrp://h/b;tcp
            From-Path: msrp://h:2855/a;tcp
            Message-ID: m9.a1
            Byte-Range: 1-9/9
            Status: 000 413 Stop sending this message
            -------tA7c3e9f1$
            """);
  }

  @Test
  @Spec("RFC 7701 §7.1")
  void writesANickname() {
    assertThat(text(MsrpRequest.bodiless(RequestHead.nickname(ID, FROM, FROM, "Captain \"X\""))))
        .contains("\nUse-Nickname: \"Captain \\\"X\\\"\"\n");
  }

  @Test
  void passesALargeBodyOnWithoutCopying() {
    ByteBuf body = Unpooled.wrappedBuffer(new byte[10_000]);
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpEncoder());
    channel.writeOutbound(
        MsrpRequest.of(RequestHead.send(ID, TO, FROM, "m1", null, "a/b"), body, End.COMPLETE));

    ByteBuf head = channel.readOutbound();
    ByteBuf middle = channel.readOutbound();
    ByteBuf tail = channel.readOutbound();
    assertThat(middle.unwrap()).isSameAs(body);
    assertThat(tail.toString(US_ASCII)).isEqualTo("\r\n-------tA7c3e9f1$\r\n");
    head.release();
    middle.release();
    tail.release();
    assertThat(body.refCnt()).isZero();
    assertThat(channel.finish()).isFalse();
  }

  private static String text(org.parlour.msrp.message.MsrpMessage message) {
    return new String(Wire.encode(message), UTF_8).replace("\r\n", "\n");
  }
}
