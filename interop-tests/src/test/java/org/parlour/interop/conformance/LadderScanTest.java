package org.parlour.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LadderScanTest {
  private static final SpecTest CALL =
      new SpecTest("some", "org.parlour.interop.ladder.LadderIT", "1.1-call");

  @TempDir private Path target;

  @Test
  void aLadderProvesWhatItsHeaderNames() throws IOException {
    Path ladders = Files.createDirectories(target.resolve("test-classes/ladders"));
    Files.writeString(
        ladders.resolve("1.1-call.ladder"),
        """
        # A call.
        Spec: 1.1-1, 1.1-2
        Spec: RFC 0000 §1
        alice -> im INVITE {factory}
        """);
    SpecScan scan = new SpecScan();

    scan.add("some", target.resolve("test-classes"));

    assertThat(scan.byClause())
        .containsOnlyKeys("1.1-1", "1.1-2", "RFC 0000 §1")
        .allSatisfy((clause, tests) -> assertThat(tests).containsExactly(CALL));
  }

  @Test
  void theWorstTransportCounts() throws IOException {
    outcome("1.1-call.udp", "passed");
    outcome("1.1-call.tcp", "failed");
    outcome("1.2.udp", "passed");
    TestReports reports = new TestReports();

    reports.add("some", target);

    assertThat(reports.outcome(CALL)).contains(Outcome.FAILED);
    assertThat(List.of(CALL)).allMatch(SpecTest::isIntegrationTest);
    assertThat(reports.outcome(new SpecTest("some", CALL.type(), "1.2"))).contains(Outcome.PASSED);
  }

  @Test
  void aLadderOfAnotherFolderBelongsToAnotherPlayer() throws IOException {
    outcome("policies/1.1-call.udp", "passed");
    outcome("1.1-call.udp", "failed");
    TestReports reports = new TestReports();

    reports.add("some", target);

    assertThat(reports.outcome(CALL)).contains(Outcome.FAILED);
    assertThat(
            reports.outcome(
                new SpecTest("some", "org.parlour.interop.ladder.PolicyLadderIT", "1.1-call")))
        .contains(Outcome.PASSED);
  }

  private void outcome(String file, String text) throws IOException {
    Path report = target.resolve("ladder-reports").resolve(file);
    Files.createDirectories(report.getParent());
    Files.writeString(report, text + "\n");
  }
}
