package org.parlour.msrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.MsrpHeader;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.Nickname;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

/// Each form but SEND, for which see [MsrpRoundTripProperties]: written, read, and the same.
class FormsRoundTripProperties {
  private static final long LARGEST = 1L << 53;

  private static final TransactionId ID = new TransactionId("tA7c3e9f1");
  private static final MsrpPath PATH = MsrpPath.parse("msrp://h:2855/a;tcp");

  @Provide
  Arbitrary<MsrpUri> uris() {
    Arbitrary<String> sessions =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars("-._~+=/!")
            .ofMinLength(1)
            .ofMaxLength(30);
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of("h", "H.Example.COM", "192.0.2.7", "[2001:db8::1]", "a-b_c.invalid"),
            Arbitraries.integers().between(1, 65535),
            sessions,
            Arbitraries.of("tcp", "ws", "sctp"))
        .as(MsrpUri::of);
  }

  @Provide
  Arbitrary<MsrpPath> paths() {
    return uris().list().ofMinSize(1).ofMaxSize(16).map(MsrpPath::new);
  }

  @Provide
  Arbitrary<ByteRange> ranges() {
    Arbitrary<Long> numbers = Arbitraries.longs().between(1, LARGEST / 2);
    return Combinators.combine(
            numbers, numbers, Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
        .as(
            (first, length, kind, totalKnown) -> {
              long last = kind == 0 ? ByteRange.UNKNOWN : first + length - 1;
              long total = totalKnown ? first + length : ByteRange.UNKNOWN;
              return ByteRange.of(first, last, total);
            });
  }

  @Provide
  Arbitrary<MsrpStatus> statuses() {
    return Combinators.combine(Arbitraries.integers().between(0, 999), texts()).as(MsrpStatus::new);
  }

  /// What survives in a header: no control characters, no half surrogates, no outer blanks.
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("éß€アリス\t")
        .ofMaxLength(40)
        .map(String::strip);
  }

  private static MsrpMessage again(MsrpMessage message) {
    List<MsrpMessage> read = Wire.read(Wire.encode(message));
    assertThat(read).hasSize(1);
    return read.getFirst();
  }

  private static RequestHead again(RequestHead head) {
    return ((MsrpRequest) again(MsrpRequest.bodiless(head))).head();
  }

  @Property(tries = 300)
  @Spec("RFC 4975 §7.2")
  void readsTheResponseItWrote(
      @ForAll("statuses") MsrpStatus status,
      @ForAll("uris") MsrpUri to,
      @ForAll("paths") MsrpPath from,
      @ForAll("texts") String value) {
    MsrpResponse response =
        new MsrpResponse(
            ID, status, MsrpPath.of(to), from, List.of(new MsrpHeader("Use-Path", value)));

    assertThat(again(response)).isEqualTo(response).hasToString(response.toString());
  }

  @Property(tries = 300)
  @Spec("RFC 4975 §7.1.2")
  void readsTheReportItWrote(
      @ForAll("paths") MsrpPath to,
      @ForAll("ranges") ByteRange range,
      @ForAll("statuses") MsrpStatus status) {
    RequestHead report = RequestHead.report(ID, to, PATH, "m1", range, status);

    assertThat(again(report)).isEqualTo(report);
  }

  @Property(tries = 300)
  @Spec("RFC 7701 §7.1")
  void readsTheNicknameItWrote(@ForAll("texts") String nickname) {
    RequestHead head = again(RequestHead.nickname(ID, PATH, PATH, nickname));

    String value = head.useNickname();
    assertThat(value == null ? null : Nickname.unquote(value)).isEqualTo(nickname);
  }

  @Property(tries = 100)
  @Spec("RFC 4976 §5.1")
  void readsTheAuthItWrote(@ForAll("paths") MsrpPath to, @ForAll("texts") String credentials) {
    RequestHead auth =
        RequestHead.auth(ID, to, PATH, List.of(new MsrpHeader("Authorization", credentials)));

    assertThat(again(auth)).isEqualTo(auth);
  }

  @Property(tries = 300)
  @Spec("RFC 4975 §6")
  void readsTheUriItWrote(@ForAll("uris") MsrpUri uri) {
    MsrpUri read = MsrpUri.parse(uri.toString());

    assertThat(read).isEqualTo(uri).hasSameHashCodeAs(uri);
    assertThat(MsrpUri.of(read.secure(), read.host(), read.port(), read.sessionId(), "TCP"))
        .extracting(MsrpUri::transport)
        .isEqualTo("tcp");
  }

  @Property(tries = 300)
  @Spec("RFC 4975 §7.1.1")
  void readsTheRangeItWrote(
      @ForAll("ranges") ByteRange range, @ForAll @IntRange(max = 30) int zeros) {
    assertThat(ByteRange.parse(range.toString())).isEqualTo(range);
    assertThat(ByteRange.parse("0".repeat(zeros) + range)).isEqualTo(range);
  }
}
