package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.address.ImAddress;

class AddressLinesTest {
  @Test
  void addressesAreALineEach() {
    String text =
        AddressLines.of(
            List.of(ImAddress.parse("sip:alice@example.org"), ImAddress.parse("tel:+49301")));

    assertThat(text).isEqualTo("sip:alice@example.org\ntel:+49301");
    assertThat(AddressLines.read("aliases", text))
        .containsExactly("sip:alice@example.org", "tel:+49301");
  }

  @Test
  void emptyLinesAndMissingSchemesAreForgiven() {
    assertThat(AddressLines.read("aliases", "\n  alice@example.org \n\n"))
        .containsExactly("sip:alice@example.org");
    assertThat(AddressLines.read("aliases", " ")).isEmpty();
  }

  @Test
  void theLineThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> AddressLines.read("blockList", "alice@example.org\n\n<bob>"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.field()).isEqualTo("blockList");
              assertThat(problem.text()).startsWith("blockList: line 3: ");
            });
  }
}
