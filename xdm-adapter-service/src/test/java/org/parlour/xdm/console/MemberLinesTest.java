package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;

class MemberLinesTest {
  private static final Member CAPTAIN =
      new Member(ImAddress.parse("sip:alice@example.org"), "The Captain");
  private static final Member PHONE = new Member(ImAddress.parse("tel:+4930123456"), null);

  @Test
  void membersAreALineEach() {
    String text = MemberLines.of(List.of(CAPTAIN, PHONE));

    assertThat(text).isEqualTo("sip:alice@example.org The Captain\ntel:+4930123456");
    assertThat(MemberLines.read(text)).containsExactly(CAPTAIN, PHONE);
  }

  @Test
  void emptyLinesAndMissingSchemesAreForgiven() {
    assertThat(MemberLines.read("\r\n  alice@example.org \t The Captain \r\n\r\n"))
        .containsExactly(CAPTAIN);
    assertThat(MemberLines.read("  \n")).isEmpty();
  }

  @Test
  void theLineThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> MemberLines.read("alice@example.org\n\n<bob>"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.field()).isEqualTo("members");
              assertThat(problem.text()).startsWith("members: line 3: ");
            });
  }
}
