package org.parlour.mswitch.switching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.msrp.message.ByteRange;
import org.parlour.mswitch.switching.CommandOrder.Turn;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

class SmallRulesTest {
  private static final AggregateKey KEY = new AggregateKey("sip:team@im.example.org");
  private static final ImAddress S = ImAddress.parse("sip:s@im.example.org");

  private static SwitchCommand open(long epoch, long sequence, long incarnation) {
    return new SwitchCommand.OpenSession(
        KEY, S, epoch, sequence, incarnation, S, null, List.of(), null);
  }

  private static SwitchCommand remove(long epoch, long sequence) {
    return new SwitchCommand.RemoveLeg(KEY, S, epoch, sequence, "a");
  }

  @Test
  void ordersCommandsByEpochAndSequence() {
    assertThat(CommandOrder.of(remove(2, 6), 2, 5, 7)).isEqualTo(Turn.APPLY);
    assertThat(CommandOrder.of(remove(2, 5), 2, 5, 7)).isEqualTo(Turn.IGNORE);
    assertThat(CommandOrder.of(remove(1, 9), 2, 5, 7)).isEqualTo(Turn.IGNORE);
    assertThat(CommandOrder.of(remove(2, 7), 2, 5, 7)).isEqualTo(Turn.ASK);
    assertThat(CommandOrder.of(remove(3, 1), 2, 5, 7)).isEqualTo(Turn.ASK);
    assertThat(CommandOrder.of(open(2, 9, 7), 2, 5, 7)).isEqualTo(Turn.APPLY);
    assertThat(CommandOrder.of(open(3, 1, 7), 2, 5, 7)).isEqualTo(Turn.APPLY);
    assertThat(CommandOrder.of(open(2, 5, 7), 2, 5, 7)).isEqualTo(Turn.IGNORE);
    assertThat(CommandOrder.of(open(3, 1, 6), 2, 5, 7)).isEqualTo(Turn.FOREIGN);
  }

  @Test
  void ordersCommandsForAnUnknownSession() {
    assertThat(CommandOrder.ofUnknown(open(1, 4, 7), 7)).isEqualTo(Turn.APPLY);
    assertThat(CommandOrder.ofUnknown(open(1, 4, 6), 7)).isEqualTo(Turn.FOREIGN);
    assertThat(CommandOrder.ofUnknown(remove(1, 5), 7)).isEqualTo(Turn.ASK);
    assertThat(CommandOrder.ofUnknown(new SwitchCommand.CloseSession(KEY, S, 1, 6), 7))
        .isEqualTo(Turn.IGNORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Captain\"", "\"\"", "\"a b\"", "\"\u00c9clair \ud83d\ude00\""})
  @Spec("RFC 7701 §7.1")
  void acceptsNicknames(String value) {
    assertThat(NicknameSyntax.read(value)).isEqualTo(value.substring(1, value.length() - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Captain", "\" \"", "\"a", "", "\"a\u202eb\"", "\"a\u0007\""})
  @Spec("RFC 7701 §7.1")
  void refusesMalformedNicknames(String value) {
    assertThat(NicknameSyntax.read(value)).isNull();
  }

  @Test
  @Spec("RFC 7701 §7.1")
  void refusesNicknamesThatAreTooLongOrMissing() {
    assertThat(NicknameSyntax.read("\"" + "x".repeat(64) + "\"")).hasSize(64);
    assertThat(NicknameSyntax.read("\"" + "x".repeat(65) + "\"")).isNull();
    assertThat(NicknameSyntax.read(null)).isNull();
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void movesRangesByWhatTheEnvelopeGrew() {
    ByteRange first = ByteRange.of(1, 100, 300);
    ByteRange later = ByteRange.of(101, ByteRange.UNKNOWN, 300);
    ByteRange unknown = ByteRange.of(101, ByteRange.UNKNOWN, ByteRange.UNKNOWN);

    assertThat(Ranges.moved(first, 1, 110, 10, false)).hasToString("1-110/310");
    assertThat(Ranges.moved(later, 101, 50, 10, false)).hasToString("111-160/310");
    assertThat(Ranges.moved(later, 151, 150, -20, true)).hasToString("131-280/280");
    assertThat(Ranges.moved(unknown, 101, 50, 0, false)).hasToString("101-150/*");
    assertThat(Ranges.moved(unknown, 101, 50, 0, true)).hasToString("101-150/150");
    assertThat(Ranges.moved(unknown, 101, 0, 0, true)).hasToString("101-100/100");
  }
}
