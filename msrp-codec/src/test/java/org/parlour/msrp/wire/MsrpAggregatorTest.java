package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.transfer.TransferLimits;
import org.parlour.protocol.Spec;

class MsrpAggregatorTest {
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new MsrpDecoder(new MsrpLimits(4096, 4096, 4)),
          new MsrpEncoder(),
          new MsrpAggregator(
              new TransferLimits(32, 2, Duration.ofMinutes(1)), new TransactionIds()));

  @AfterEach
  void nothingIsLeft() {
    assertThat(channel.finish()).isFalse();
  }

  private void send(String id, String headers, String body, char flag) {
    String text =
        "MSRP "
            + id
            + " SEND\r\nTo-Path: msrp://h/b;tcp\r\nFrom-Path: msrp://h/a;tcp\r\n"
            + headers
            + "Content-Type: text/plain\r\n\r\n"
            + body
            + "\r\n-------"
            + id
            + flag
            + "\r\n";
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private String answers() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part; (part = channel.readOutbound()) != null; ) {
      text.append(part.toString(UTF_8));
      part.release();
    }
    return text.toString();
  }

  private String whole() {
    WholeMessage message = channel.readInbound();
    if (message == null) {
      return "none";
    }
    String body = message.content().toString(US_ASCII);
    message.release();
    return body;
  }

  @Test
  @Spec("RFC 4975 §7.3.1")
  void putsChunksTogetherAndReportsSuccess() {
    send(
        "tCh0nk001",
        "Message-ID: m1\r\nSuccess-Report: yes\r\nByte-Range: 1-*/14\r\n",
        "Pizza a",
        '+');
    assertThat(answers()).startsWith("MSRP tCh0nk001 200 OK\r\nTo-Path: msrp://h/a;tcp\r\n");
    assertThat(whole()).isEqualTo("none");

    send(
        "tCh0nk002",
        "Message-ID: m1\r\nSuccess-Report: yes\r\nByte-Range: 8-*/14\r\n",
        "t noon?",
        '$');
    assertThat(answers())
        .startsWith("MSRP tCh0nk002 200 OK\r\n")
        .contains(" REPORT\r\n", "Byte-Range: 1-14/14\r\nStatus: 000 200 OK\r\n");
    assertThat(whole()).isEqualTo("Pizza at noon?");
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void answersNothingWhenFailureReportIsNo() {
    send("tQu1et001", "Message-ID: m1\r\nFailure-Report: no\r\n", "hello", '$');

    assertThat(answers()).isEmpty();
    assertThat(whole()).isEqualTo("hello");
  }

  @Test
  @Spec("RFC 4975 §10.5")
  void stopsAMessageThatIsTooLarge() {
    send("tL4rge001", "Message-ID: m1\r\n", "x".repeat(40), '$');

    assertThat(answers()).startsWith("MSRP tL4rge001 413 ");
    assertThat(whole()).isEqualTo("none");
  }

  @Test
  @Spec("RFC 4975 §10.5")
  void stopsASenderWithTooManyOpenMessages() {
    send("tOpen0001", "Message-ID: m1\r\n", "x", '+');
    send("tOpen0002", "Message-ID: m2\r\n", "x", '+');
    assertThat(answers()).doesNotContain("413");

    send("tOpen0003", "Message-ID: m3\r\n", "x", '+');
    assertThat(answers()).startsWith("MSRP tOpen0003 413 ");
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void forgetsAnAbortedMessage() {
    send("tAb0rt001", "Message-ID: m1\r\nByte-Range: 1-*/*\r\n", "Pizza a", '+');
    send("tAb0rt002", "Message-ID: m1\r\nByte-Range: 8-*/*\r\n", "t no", '#');
    assertThat(answers()).contains("tAb0rt002 200 OK");
    assertThat(whole()).isEqualTo("none");
  }

  @Test
  void passesOtherRequests() {
    channel.writeInbound(
        Unpooled.copiedBuffer(
            "MSRP tRep00001 REPORT\r\nTo-Path: msrp://h/b;tcp\r\nFrom-Path: msrp://h/a;tcp\r\n"
                + "Message-ID: m1\r\nStatus: 000 200 OK\r\n-------tRep00001$\r\n",
            US_ASCII));

    assertThat((Object) channel.readInbound()).isInstanceOf(MsrpRequest.class);
    assertThat(answers()).isEmpty();
  }

  @Test
  @Spec("RFC 4975 §7.3.1")
  void forgetsAMessageWhoseNextChunkNeverComes() {
    send("tL4te0001", "Message-ID: m1\r\nByte-Range: 1-*/14\r\n", "Pizza a", '+');
    channel.advanceTimeBy(2, TimeUnit.MINUTES);
    channel.runScheduledPendingTasks();
    send("tL4te0002", "Message-ID: m1\r\nByte-Range: 8-*/14\r\n", "t noon?", '$');
    assertThat(whole()).isEqualTo("none");

    send("tL4te0003", "Message-ID: m1\r\nByte-Range: 1-*/14\r\n", "Pizza a", '+');
    assertThat(whole()).isEqualTo("Pizza at noon?");
    answers();
  }

  @Test
  @Spec("RFC 4975 §5.4")
  void keepsTheSessionsOfAConnectionApart() {
    send("tS3ss0001", "Message-ID: m1\r\nByte-Range: 1-*/4\r\n", "ab", '+');
    channel.writeInbound(
        Unpooled.copiedBuffer(
            "MSRP tS3ss0002 SEND\r\nTo-Path: msrp://h/c;tcp\r\nFrom-Path: msrp://h/a;tcp\r\n"
                + "Message-ID: m1\r\nByte-Range: 3-*/4\r\nContent-Type: text/plain\r\n\r\nCD\r\n"
                + "-------tS3ss0002$\r\n",
            US_ASCII));
    assertThat(whole()).isEqualTo("none");

    send("tS3ss0003", "Message-ID: m1\r\nByte-Range: 3-*/4\r\n", "cd", '$');
    assertThat(whole()).isEqualTo("abcd");
    answers();
  }
}
