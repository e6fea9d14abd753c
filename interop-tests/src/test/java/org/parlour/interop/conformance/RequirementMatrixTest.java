package org.parlour.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementMatrixTest {
  private static final List<String> ONE =
      List.of(
          "| ID | Role | Lvl | Requirement | RFC | Proof |",
          "|---|---|---|---|---|---|",
          "| 8.3-1 | CF, PF-O, PF-T | M | Do it. Then more. | 3428 | seen |");

  @Test
  void aRowHasIdRolesLevelAndText() {
    Requirement row = RequirementMatrix.parse(ONE).rows().get("8.3-1");

    assertThat(row.roles()).containsExactly("CF", "PF");
    assertThat(row.level()).isEqualTo("M");
    assertThat(row.shortText()).isEqualTo("Do it.");
  }

  @Test
  void theNumberedRulesOfSection16AreRows() {
    RequirementMatrix matrix =
        RequirementMatrix.parse(
            List.of("## 15. Decisions", "1. no rule", "## 16. Rules", "", "1. Be good. Always."));

    assertThat(matrix.rows()).containsOnlyKeys("16-1");
    assertThat(matrix.rows().get("16-1").shortText()).isEqualTo("Be good.");
  }

  @Test
  void otherTablesAreNoRows() {
    RequirementMatrix matrix =
        RequirementMatrix.parse(List.of("| No. | Problem |", "| --- | --- |", "| D-01 | which? |"));

    assertThat(matrix.rows()).isEmpty();
    assertThat(matrix.decisions()).containsExactly("D-01");
  }

  @Test
  void aRowThatIsThereTwiceIsRefused() {
    List<String> twice = List.of(ONE.get(0), ONE.get(1), ONE.get(2), ONE.get(2));

    assertThatThrownBy(() -> RequirementMatrix.parse(twice)).hasMessageContaining("8.3-1");
  }

  @Test
  void theDocumentHasItsRows() throws IOException {
    RequirementMatrix matrix = RequirementMatrix.read(Path.of("../docs/spec/requirements.md"));

    assertThat(matrix.rows()).containsKeys("8.3.2.1-1", "7.2.1.2-R200-2a", "C.1-INV", "ISS-3b");
    assertThat(matrix.decisions()).contains("D-01", "D-47");
  }
}
