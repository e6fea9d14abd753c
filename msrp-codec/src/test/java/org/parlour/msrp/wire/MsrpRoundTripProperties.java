package org.parlour.msrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §9")
class MsrpRoundTripProperties {
  @Provide
  Arbitrary<RequestHead> heads() {
    Arbitrary<TransactionId> ids =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars("0123456789.-+%=")
            .ofMinLength(3)
            .ofMaxLength(31)
            .map(rest -> new TransactionId("t" + rest));
    Arbitrary<MsrpPath> paths =
        Arbitraries.of("msrp://h/a;tcp", "msrps://[::1]:7/A+=/;tcp", "msrp://u@h:1/x;ws;p=1")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(uris -> MsrpPath.parse(String.join(" ", uris)));
    Arbitrary<ByteRange> ranges =
        Combinators.combine(
                Arbitraries.longs().between(1, 1 << 20), Arbitraries.longs().between(0, 1 << 20))
            .as((first, length) -> ByteRange.of(first, first - 1 + length, ByteRange.UNKNOWN));
    Arbitrary<List<MsrpHeader>> headers =
        Combinators.combine(
                Arbitraries.of("X-One", "Y", "Zulu"),
                Arbitraries.strings().ofMaxLength(20).map(MsrpRoundTripProperties::plain))
            .as(MsrpHeader::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            ids,
            paths,
            paths,
            ranges.injectNull(0.3),
            Arbitraries.of(true, false),
            Arbitraries.of(FailureReport.class),
            headers)
        .as(
            (id, to, from, range, success, failure, others) ->
                RequestHead.send(id, to, from, "m1", range, "application/octet-stream")
                    .withReports(success, failure)
                    .withHeaders(others));
  }

  /// What survives in a header: no control characters, no half surrogates, no outer spaces.
  private static String plain(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff))
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  @Property(tries = 500)
  void readsWhatItWrote(
      @ForAll("heads") RequestHead head,
      @ForAll @Size(max = 200) byte[] body,
      @ForAll End end,
      @ForAll @IntRange(min = 1, max = 60) int segmentBytes) {
    End written = end == End.OPEN ? End.COMPLETE : end;
    TransactionId id = head.transaction();
    if (TransactionIds.holds(Unpooled.wrappedBuffer(body), id)) {
      return;
    }
    byte[] bytes = Wire.encode(MsrpRequest.of(head, Unpooled.wrappedBuffer(body), written));

    List<MsrpMessage> messages = Wire.read(bytes);

    assertThat(messages).hasSize(1);
    MsrpRequest read = (MsrpRequest) messages.getFirst();
    assertThat(read.head()).hasToString(head.toString());
    assertThat(read.end()).isEqualTo(written);
    assertThat(ByteBufUtil.getBytes(read.body())).isEqualTo(body);
    read.release();
    List<byte[]> segments = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += segmentBytes) {
      segments.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + segmentBytes)));
    }
    assertThat(Wire.decode(new MsrpLimits(4096, 16384, 7), segments))
        .isEqualTo(Wire.decode(MsrpLimits.DEFAULT, List.of(bytes)));
  }
}
