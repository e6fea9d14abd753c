package org.parlour.msrp.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.transfer.Reassembly.Outcome;
import org.parlour.protocol.Spec;

@Spec({"RFC 4975 §5.1", "RFC 4975 §7.3.1"})
class ReassemblyProperties {
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");

  private static MsrpRequest chunk(String id, ByteRange range, ByteBuf data, End end) {
    RequestHead head =
        RequestHead.send(new TransactionId("tCh0nk001"), PATH, PATH, id, range, "text/plain");
    return MsrpRequest.of(head, data, end);
  }

  private static MsrpRequest chunk(String range, String data, End end) {
    ByteRange parsed = ByteRange.parse(range);
    return chunk(
        "m1",
        parsed == null ? ByteRange.WHOLE : parsed,
        Unpooled.copiedBuffer(data.getBytes()),
        end);
  }

  private static List<MsrpRequest> split(byte[] body, int chunkBytes) {
    List<MsrpRequest> chunks = new ArrayList<>();
    new MessageSplitter(Unpooled.wrappedBuffer(body), chunkBytes)
        .forEachRemaining(c -> chunks.add(chunk("m1", c.range(), c.data(), c.end())));
    return chunks;
  }

  @Property(tries = 300)
  void putsTogetherWhatWasSplit(
      @ForAll @Size(max = 500) byte[] body, @ForAll @IntRange(min = 1, max = 600) int chunkBytes) {
    assertPutTogether(split(body, chunkBytes), body);
  }

  @Property(tries = 300)
  void putsTogetherChunksInAnyOrderAndTwice(
      @ForAll @Size(min = 1, max = 300) byte[] body,
      @ForAll @IntRange(min = 1, max = 50) int chunkBytes,
      @ForAll long seed) {
    List<MsrpRequest> chunks = split(body, chunkBytes);
    List<MsrpRequest> twice = split(body, chunkBytes + 3);
    twice.removeLast().release();
    chunks.addAll(twice);
    Collections.shuffle(chunks, new Random(seed));

    assertPutTogether(chunks, body);
  }

  private static void assertPutTogether(List<MsrpRequest> chunks, byte[] body) {
    Reassembly reassembly = new Reassembly(new TransferLimits(1000, 2, Duration.ofSeconds(60)));
    int completed = 0;
    for (MsrpRequest chunk : chunks) {
      if (reassembly.add(chunk, 0) instanceof Outcome.Complete complete) {
        assertThat(ByteBufUtil.getBytes(complete.body())).isEqualTo(body);
        complete.body().release();
        completed++;
      }
    }
    assertThat(completed).isPositive();
    reassembly.release();
  }

  @Example
  void waitsForTheGap() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);

    assertThat(reassembly.add(chunk("8-*/14", "t noon?", End.COMPLETE), 0))
        .isInstanceOf(Outcome.Incomplete.class);
    assertThat(reassembly.add(chunk("1-*/14", "Pizza", End.MORE), 0))
        .isInstanceOf(Outcome.Incomplete.class);
    assertThat(reassembly.add(chunk("5-*/14", "a a", End.MORE), 0))
        .isInstanceOfSatisfying(
            Outcome.Complete.class,
            complete ->
                assertThat(complete.body().toString(java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("Pizza at noon?"));
  }

  @Example
  void refusesContradictoryTotals() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);
    reassembly.add(chunk("1-*/14", "Pizza", End.MORE), 0);

    assertThat(reassembly.add(chunk("6-*/15", " at", End.MORE), 0))
        .isInstanceOf(Outcome.Contradictory.class);
    assertThat(reassembly.openMessages()).isZero();
  }

  @Example
  void refusesOctetsBeyondTheTotal() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);
    reassembly.add(chunk("1-*/6", "Pizza", End.MORE), 0);

    assertThat(reassembly.add(chunk("6-*/6", " at", End.MORE), 0))
        .isInstanceOf(Outcome.Contradictory.class);
  }

  @Example
  void refusesAFirstOctetBeyondTheLimitWithoutMemory() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);

    assertThat(reassembly.add(chunk("9007199254740992-*/*", "x", End.MORE), 0))
        .isInstanceOf(Outcome.TooLarge.class);
  }

  @Example
  void refusesAnnouncedTotalsBeyondTheLimit() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);

    assertThat(reassembly.add(chunk("1-*/999999999", "x", End.MORE), 0))
        .isInstanceOf(Outcome.TooLarge.class);
  }

  @Example
  void refusesCountlessGaps() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);
    Outcome outcome = new Outcome.Incomplete();
    for (int i = 0; i < 1000 && outcome instanceof Outcome.Incomplete; i++) {
      outcome = reassembly.add(chunk((2 * i + 1) + "-*/*", "x", End.MORE), 0);
    }

    assertThat(outcome).isInstanceOf(Outcome.TooLarge.class);
  }

  @Example
  void forgetsAMessageWhoseNextChunkNeverComes() {
    Reassembly reassembly = new Reassembly(TransferLimits.DEFAULT);
    reassembly.add(chunk("1-*/14", "Pizza", End.MORE), 0);

    assertThat(reassembly.expire(Duration.ofSeconds(60).toNanos())).isZero();
    assertThat(reassembly.expire(Duration.ofSeconds(61).toNanos())).isOne();
    assertThat(reassembly.openMessages()).isZero();
  }

  @Example
  void splitsAnEmptyBodyIntoOneChunk() {
    MessageSplitter splitter = new MessageSplitter(Unpooled.EMPTY_BUFFER, 10);

    assertThat(splitter.next().range()).hasToString("1-0/0");
    assertThat(splitter.hasNext()).isFalse();
  }

  @Example
  void holdsNoMoreThanItMay() {
    Reassembly reassembly =
        new Reassembly(new TransferLimits(100_000, 100, Duration.ofSeconds(60), 150_000, 256));
    MsrpRequest one = chunk("m1", ByteRange.of(90_000, ByteRange.UNKNOWN, 100_000), x(), End.MORE);
    MsrpRequest two = chunk("m2", ByteRange.of(90_000, ByteRange.UNKNOWN, 100_000), x(), End.MORE);

    assertThat(reassembly.add(one, 0)).isInstanceOf(Outcome.Incomplete.class);
    assertThat(reassembly.add(two, 0)).isInstanceOf(Outcome.TooLarge.class);
    reassembly.release();
  }

  private static ByteBuf x() {
    return Unpooled.copiedBuffer(new byte[] {'x'});
  }

  @Example
  @Spec("RFC 4975 §7.1.1")
  void leavesTheEndOfALargeChunkOpen() {
    ByteBuf body = Unpooled.wrappedBuffer(new byte[2048 + 2049]);

    assertThat(new MessageSplitter(body, 2048).next().range()).hasToString("1-2048/4097");
    assertThat(new MessageSplitter(body, 2049).next().range()).hasToString("1-*/4097");
  }
}
