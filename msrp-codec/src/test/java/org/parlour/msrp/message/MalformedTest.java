package org.parlour.msrp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

class MalformedTest {
  private static final TransactionId ID = new TransactionId("tBad00001");
  private static final MsrpPath TO = MsrpPath.parse("msrp://r/x;tcp msrp://h/b;tcp");
  private static final MsrpPath FROM = MsrpPath.parse("msrp://q/y;tcp msrp://h/a;tcp");

  @Test
  @Spec({"RFC 4975 §7.2", "RFC 4975 §10.2"})
  void isAnsweredToTheNearestHop() {
    MsrpResponse answer = new Malformed("reason", ID, TO, FROM, false).answer();

    assertThat(answer)
        .isEqualTo(
            new MsrpResponse(
                ID,
                MsrpStatus.BAD_REQUEST,
                MsrpPath.parse("msrp://q/y;tcp"),
                MsrpPath.parse("msrp://r/x;tcp"),
                List.of()));
  }

  @Test
  void isNotAnsweredWithoutPathsOrTransaction() {
    assertThat(new Malformed("reason", null, TO, FROM, false).answer()).isNull();
    assertThat(new Malformed("reason", ID, null, FROM, false).answer()).isNull();
    assertThat(new Malformed("reason", ID, TO, null, false).answer()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nTo-Path: msrp://evil/x;tcp", "a\nb", "a\u0000b", "a\u007fb"})
  @Spec("RFC 4975 §9")
  void noFieldCanBeMadeThatBeginsALine(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MsrpHeader("X", text));
    assertThatIllegalArgumentException().isThrownBy(() -> new MsrpStatus(200, text));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestHead.send(ID, TO, FROM, text, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestHead.send(ID, TO, FROM, "m1", null, text));
    assertThatIllegalArgumentException().isThrownBy(() -> RequestHead.nickname(ID, TO, FROM, text));
  }
}
