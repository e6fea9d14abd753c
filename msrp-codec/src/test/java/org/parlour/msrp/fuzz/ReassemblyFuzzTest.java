package org.parlour.msrp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.transfer.Reassembly;
import org.parlour.msrp.transfer.Reassembly.Outcome;
import org.parlour.msrp.transfer.TransferLimits;
import org.parlour.protocol.Spec;

/// Chunks with any ranges: what is put together is what a plain array would hold, and nothing is
/// held beyond the limits.
class ReassemblyFuzzTest {
  private static final int LARGEST = 64;
  private static final TransferLimits LIMITS =
      new TransferLimits(LARGEST, 2, Duration.ofSeconds(1), 1024, 8);
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h/a;tcp");
  private static final TransactionId ID = new TransactionId("fuzz");

  static List<Arguments> seeds() {
    return List.of(
        Arguments.of((Object) new byte[] {0, 1, 5, 10, 1, 0, 6, 5, 10, 0}),
        Arguments.of((Object) new byte[] {0, 6, 5, 10, 0, 0, 1, 5, 10, 1}),
        Arguments.of((Object) new byte[] {0, 1, 5, 0, 1, 1, 1, 5, 0, 1, 0, 4, 5, 0, 0}),
        Arguments.of((Object) new byte[] {0, 1, 5, 10, 2, 0, 6, 5, 11, 0}));
  }

  /// One message as a plain array holds it.
  private static final class Model {
    final byte[] octets = new byte[LARGEST];
    final boolean[] filled = new boolean[LARGEST];

    void put(int from, byte[] data) {
      System.arraycopy(data, 0, octets, from, data.length);
      Arrays.fill(filled, from, from + data.length, true);
    }
  }

  @MethodSource("seeds")
  @Spec("RFC 4975 §7.3.1")
  @FuzzTest
  void putsTogetherWhatAnArrayWouldHold(byte[] script) {
    Reassembly reassembly = new Reassembly(LIMITS);
    Model[] models = {new Model(), new Model(), new Model()};
    ByteBuffer steps = ByteBuffer.wrap(script);
    while (steps.remaining() >= 5) {
      int id = (steps.get() & 0xff) % models.length;
      long first = 1 + (steps.get() & 0xff);
      byte[] data = new byte[(steps.get() & 0xff) % 40];
      Arrays.fill(data, (byte) steps.position());
      long total = (steps.get() & 0xff) - 1; // -1: unknown
      End end = End.values()[(steps.get() & 0xff) % 3];
      if (total >= 0 && first > total + 1) {
        continue;
      }
      Outcome outcome = reassembly.add(chunk(id, first, total, data, end), 0);
      if (first - 1 + data.length <= LARGEST) {
        models[id].put((int) first - 1, data);
      }
      check(outcome, models, id);
      assertThat(reassembly.openMessages()).isLessThanOrEqualTo(2);
    }
    reassembly.release();
  }

  private static MsrpRequest chunk(int id, long first, long total, byte[] data, End end) {
    ByteRange range = ByteRange.of(first, ByteRange.UNKNOWN, total);
    RequestHead head = RequestHead.send(ID, PATH, PATH, "m" + id, range, "text/plain");
    return MsrpRequest.of(head, Unpooled.copiedBuffer(data), end);
  }

  private static void check(Outcome outcome, Model[] models, int id) {
    switch (outcome) {
      case Outcome.Incomplete _ -> {}
      case Outcome.Complete complete -> {
        byte[] body = ByteBufUtil.getBytes(complete.body());
        complete.body().release();
        assertThat(body).isEqualTo(Arrays.copyOf(models[id].octets, body.length));
        for (int i = 0; i < body.length; i++) {
          assertThat(models[id].filled[i]).isTrue();
        }
        models[id] = new Model();
      }
      case Outcome.Aborted _, Outcome.TooLarge _, Outcome.Contradictory _ ->
          models[id] = new Model();
    }
  }
}
