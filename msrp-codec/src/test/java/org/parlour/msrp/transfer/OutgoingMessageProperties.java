package org.parlour.msrp.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.transfer.Reassembly.Outcome;
import org.parlour.protocol.Spec;

@Spec({"RFC 4975 §5.1", "RFC 4975 §7.1", "RFC 4975 §7.1.1"})
class OutgoingMessageProperties {
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");

  private int drawn;

  private TransactionId draw() {
    return new TransactionId("tid" + drawn++);
  }

  private OutgoingMessage message(long total) {
    RequestHead head =
        RequestHead.send(new TransactionId("none"), PATH, PATH, "m1", null, "text/plain");
    return new OutgoingMessage(head, total, this::draw);
  }

  private static ByteBuf octets(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  @Provide
  Arbitrary<List<String>> parts() {
    return Arbitraries.of("-", "--", "-------", "tid", "0", "1", "2", "\r\n", "x", "-------tid0$")
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void arrivesWholeAndHoldsNoEndLineOfItsOwn(
      @ForAll("parts") List<String> parts, @ForAll boolean totalKnown, @ForAll long seed) {
    drawn = 0;
    Random random = new Random(seed);
    String body = String.join("", parts);
    OutgoingMessage message = message(totalKnown ? body.length() : ByteRange.UNKNOWN);
    List<MsrpRequest> pieces = new ArrayList<>();
    for (String part : parts) {
      pieces.addAll(message.write(octets(part)));
      if (random.nextInt(5) == 0) {
        pieces.addAll(message.interrupt());
      }
    }
    pieces.add(message.finish());

    assertThat(message.sent()).isEqualTo(body.length());
    noChunkHoldsItsEndLine(pieces);
    arrives(pieces, body);
  }

  private static void noChunkHoldsItsEndLine(List<MsrpRequest> pieces) {
    Map<TransactionId, String> chunks = new HashMap<>();
    for (MsrpRequest piece : pieces) {
      chunks.merge(
          piece.head().transaction(),
          piece.body().toString(StandardCharsets.ISO_8859_1),
          String::concat);
    }
    chunks.forEach((id, octets) -> assertThat(octets).doesNotContain("-------" + id));
  }

  private static void arrives(List<MsrpRequest> pieces, String body) {
    Reassembly reassembly = new Reassembly(new TransferLimits(1000, 1, Duration.ofSeconds(1)));
    for (MsrpRequest piece : pieces.subList(0, pieces.size() - 1)) {
      Outcome outcome = reassembly.add(piece, 0);
      if (outcome instanceof Outcome.Complete early) {
        // all octets are there; what follows is a last chunk of nothing
        assertThat(early.body().readableBytes()).isEqualTo(body.length());
        early.body().release();
        pieces.getLast().release();
        reassembly.release();
        return;
      }
    }
    Outcome last = reassembly.add(pieces.getLast(), 0);
    assertThat(last).isInstanceOf(Outcome.Complete.class);
    if (last instanceof Outcome.Complete complete) {
      assertThat(ByteBufUtil.getBytes(complete.body())).asString().isEqualTo(body);
      complete.body().release();
    }
  }

  @Example
  void letsAnotherMessagePass() {
    OutgoingMessage message = message(10);
    message.write(octets("hello")).forEach(MsrpRequest::release);

    List<MsrpRequest> interruption = message.interrupt();
    List<MsrpRequest> rest = message.write(octets("world"));

    assertThat(interruption).hasSize(1);
    assertThat(interruption.getFirst().end()).isEqualTo(End.MORE);
    assertThat(message.interrupt()).hasSize(1);
    assertThat(message.interrupt()).isEmpty();
    assertThat(rest.getFirst().head().byteRange()).hasToString("6-*/10");
    assertThat(message.finish().head().byteRange()).hasToString("11-*/10");
    rest.forEach(MsrpRequest::release);
  }

  @Example
  void tellsTheReceiverOfAnAbort() {
    OutgoingMessage message = message(10);
    message.write(octets("hello")).forEach(MsrpRequest::release);

    assertThat(message.abort()).singleElement().extracting(MsrpRequest::end).isEqualTo(End.ABORTED);
    assertThat(message.abort()).isEmpty();
    assertThat(message(10).abort()).isEmpty();
  }

  @Example
  void keepsItsTotal() {
    OutgoingMessage message = message(5);
    message.write(octets("hell")).forEach(MsrpRequest::release);

    assertThatIllegalStateException().isThrownBy(message::finish);
    assertThatIllegalStateException().isThrownBy(() -> message.write(octets("oo")));
  }

  @Example
  void sendsAnEmptyMessage() {
    assertThat(message(0).finish().head().byteRange()).hasToString("1-0/0");
    assertThat(message(ByteRange.UNKNOWN).finish().head().byteRange()).hasToString("1-*/*");
  }
}
